import { randomBytes } from "node:crypto";
import { member, organization } from "@surety/db/schema/auth";
import { OrganizationId } from "@surety/model/ids";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";

/** Makes a new organization that the user owns. */
export async function createOrganizationFor(
  database: PostgresJsDatabase,
  { userId, name }: { userId: string; name: string },
): Promise<OrganizationId> {
  const id = OrganizationId.parse(newId());
  await database.transaction(async (tx) => {
    await tx.insert(organization).values({ id, name: name.slice(0, 100), slug: `${slugOf(name)}-${newId().slice(0, 8).toLowerCase()}` });
    await tx.insert(member).values({ id: newId(), organizationId: id, userId, role: "owner" });
  });
  return id;
}

/** A random id in the form of better-auth's. */
export function newId(): string {
  return randomBytes(24).toString("base64url").replaceAll(/[-_]/g, "x");
}

function slugOf(name: string): string {
  return (
    name
      .toLowerCase()
      .normalize("NFKD")
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-+|-+$/g, "")
      .slice(0, 40) || "organization"
  );
}
