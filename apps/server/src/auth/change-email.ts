import { invalidInput } from "@surety/api/problem-of";
import { user } from "@surety/db/schema/auth";
import { and, eq, ne } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";

/** Gives an account another address to sign in with. It counts as unverified: no mail is sent. */
export async function changeEmail(database: PostgresJsDatabase, userId: string, newEmail: string): Promise<void> {
  const email = newEmail.toLowerCase();
  const [taken] = await database
    .select({ id: user.id })
    .from(user)
    .where(and(eq(user.email, email), ne(user.id, userId)));
  if (taken !== undefined) throw invalidInput([{ pointer: "/newEmail", detail: "is the address of another account" }]);
  await database.update(user).set({ email, emailVerified: false, updatedAt: new Date() }).where(eq(user.id, userId));
}
