import { account, member, session, user, verification } from "@surety/db/schema/auth";
import { asc, eq, like, sql } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { OrganizationId } from "@surety/model/ids";
import type { Auth } from "./create-auth.ts";
import { createOrganizationFor, newId } from "./create-organization-for.ts";

const OWNER_EMAIL = "owner@surety.localhost";

export interface SignInLinkParts {
  readonly auth: Auth;
  readonly database: PostgresJsDatabase;
  readonly setUpOrganization: (organizationId: OrganizationId) => Promise<unknown>;
}

/**
 * Issues a link that signs the first owner in, once, within a day; earlier links stop working.
 * On a server without users it makes that owner first. `first-run` issues one only until somebody has signed in.
 */
export async function issueSignInLink(
  { auth, database, setUpOrganization }: SignInLinkParts,
  when: "first-run" | "always" | "never",
): Promise<void> {
  if (when === "never") return;
  const isFresh = await createFirstOwner(database, setUpOrganization);
  if (when === "first-run" && !isFresh && (await hasSignedIn(database))) return;
  const email = await firstOwnerEmail(database);
  if (email === undefined) return;
  // Whoever starts the server vouches for the owner; better-auth would drop the password of an unverified one.
  await database.update(user).set({ emailVerified: true }).where(eq(user.email, email));
  await database.delete(verification).where(like(verification.identifier, "magic-link:%"));
  await auth.api.signInMagicLink({ body: { email, callbackURL: "/", errorCallbackURL: "/sign-in" }, headers: new Headers() });
}

/** True when this call made the owner. Servers that start at the same time make one. */
async function createFirstOwner(database: PostgresJsDatabase, setUpOrganization: SignInLinkParts["setUpOrganization"]): Promise<boolean> {
  const id = newId();
  const isCreated = await database.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('surety.first-owner'))`);
    if ((await tx.select({ id: user.id }).from(user).limit(1)).length > 0) return false;
    await tx.insert(user).values({ id, name: "Owner", email: OWNER_EMAIL, emailVerified: true });
    return true;
  });
  if (isCreated) await setUpOrganization(await createOrganizationFor(database, { userId: id, name: "Default" }));
  return isCreated;
}

async function hasSignedIn(database: PostgresJsDatabase): Promise<boolean> {
  const [sessions, accounts] = await Promise.all([
    database.select({ id: session.id }).from(session).limit(1),
    database.select({ id: account.id }).from(account).limit(1),
  ]);
  return sessions.length > 0 || accounts.length > 0;
}

async function firstOwnerEmail(database: PostgresJsDatabase): Promise<string | undefined> {
  const [owner] = await database
    .select({ email: user.email })
    .from(user)
    .innerJoin(member, eq(member.userId, user.id))
    .where(eq(member.role, "owner"))
    .orderBy(asc(user.createdAt), asc(user.id))
    .limit(1);
  return owner?.email;
}
