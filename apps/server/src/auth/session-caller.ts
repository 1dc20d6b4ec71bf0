import { member } from "@surety/db/schema/auth";
import { type Caller, Role, ROLE_SCOPES } from "@surety/model/callers";
import { OrganizationId, UserId } from "@surety/model/ids";
import { and, eq } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Auth } from "./create-auth.ts";
import { firstOrganizationOf } from "./first-organization-of.ts";

/** The member that a session cookie stands for, in the session's organization; null without a valid session or membership. */
export async function sessionCaller(auth: Auth, database: PostgresJsDatabase, cookie: string): Promise<Caller | null> {
  const found = await auth.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } });
  if (found === null) return null;
  const userId = UserId.parse(found.user.id);
  const active = found.session.activeOrganizationId ?? (await firstOrganizationOf(database, userId));
  if (active === null) return null;
  const [membership] = await database
    .select({ role: member.role })
    .from(member)
    .where(and(eq(member.organizationId, active), eq(member.userId, userId)));
  const role = strongest(membership?.role);
  if (role === undefined) return null;
  return { type: "member", organizationId: OrganizationId.parse(active), userId, role, scopes: ROLE_SCOPES[role] };
}

/** better-auth keeps several roles of a member in one text, separated by commas. */
function strongest(text: string | undefined): Role | undefined {
  const held = new Set(text?.split(",").map((role) => role.trim()));
  return Role.options.find((role) => held.has(role));
}
