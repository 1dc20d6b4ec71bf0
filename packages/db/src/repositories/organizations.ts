import type { OrganizationRepository } from "@surety/domain/organizations/organization-repository";
import { OrganizationId } from "@surety/model/ids";
import { eq, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { jsonRow } from "../json-row.ts";
import type { Narrowing } from "../narrowing.ts";
import { once } from "../once.ts";
import type { Scope } from "../scope.ts";
import { organization } from "../schema/auth.ts";

const { id, name, slug } = organization;
const row = jsonRow({ id, name, slug });

export type OrganizationStatements = ReturnType<typeof prepareOrganizations>;

export function prepareOrganizations(connection: Connection, narrowed: Narrowing) {
  const organizationId = sql.placeholder("organizationId");
  const found = () =>
    connection
      .select({ row: sql`${row.sql}::text` })
      .from(organization)
      .where(eq(id, organizationId));
  return {
    find: once(() =>
      connection
        .select({ text: narrowed(sql<string | null>`${found()}`) })
        .from(sql`(select 1) as here`)
        .prepare("organization_by_id"),
    ),
  };
}

export function createOrganizations(statements: OrganizationStatements, scope: Scope): OrganizationRepository {
  return {
    async find(organizationId) {
      const [answer] = await statements.find().execute({ scope, organizationId });
      if (answer === undefined || answer.text === null) return null;
      const found = row.read(JSON.parse(answer.text));
      return { ...found, id: OrganizationId.parse(found.id) };
    },
  };
}
