import type { OrganizationRepository } from "@surety/domain/organizations/organization-repository";
import { OrganizationId } from "@surety/model/ids";
import { eq, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { once } from "../once.ts";
import { organization } from "../schema/auth.ts";

export function createOrganizations(connection: Connection): OrganizationRepository {
  const { id, name, slug } = organization;
  const find = once(() =>
    connection
      .select({ id, name, slug })
      .from(organization)
      .where(eq(id, sql.placeholder("organizationId")))
      .prepare("organization_by_id"),
  );
  return {
    async find(organizationId) {
      const [row] = await find().execute({ organizationId });
      return row === undefined ? null : { ...row, id: OrganizationId.parse(row.id) };
    },
  };
}
