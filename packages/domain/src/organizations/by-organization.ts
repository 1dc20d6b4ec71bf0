import type { OrganizationId } from "@surety/model/ids";

/** Rows of many organizations, apart. */
export function byOrganization<Row extends { readonly organizationId: OrganizationId }>(rows: readonly Row[]): Map<OrganizationId, Row[]> {
  const groups = new Map<OrganizationId, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.organizationId);
    if (group === undefined) groups.set(row.organizationId, [row]);
    else group.push(row);
  }
  return groups;
}
