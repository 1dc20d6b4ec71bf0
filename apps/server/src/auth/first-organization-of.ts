import { member } from "@surety/db/schema/auth";
import { asc, eq } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";

/** The organization that a user joined first, which a new session starts in. */
export async function firstOrganizationOf(database: PostgresJsDatabase, userId: string): Promise<string | null> {
  const [first] = await database
    .select({ id: member.organizationId })
    .from(member)
    .where(eq(member.userId, userId))
    .orderBy(asc(member.createdAt), asc(member.id))
    .limit(1);
  return first?.id ?? null;
}
