import type { OrganizationRepository } from "@surety/domain/organizations/organization-repository";
import { OrganizationId } from "@surety/model/ids";
import { eq } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { organization } from "../schema/auth.ts";

export function createOrganizations(connection: Connection): OrganizationRepository {
  return {
    async find(organizationId) {
      const { id, name, slug } = organization;
      const [row] = await connection.select({ id, name, slug }).from(organization).where(eq(id, organizationId));
      return row === undefined ? null : { ...row, id: OrganizationId.parse(row.id) };
    },
  };
}
