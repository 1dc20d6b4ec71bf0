import { member } from "@surety/db/schema/auth";
import { type Caller, Role, ROLE_SCOPES } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import { OrganizationId, UserId } from "@surety/model/ids";
import { asc, eq } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Auth } from "./create-auth.ts";

/**
 * The member that a session cookie stands for, in the session's organization, or in the one joined first when they are not
 * in that one any more; null without a valid session or any membership. With `organization` in that one and no other.
 * @throws SuretyError `forbidden` when the person does not belong to `organization`, whether there is one or not
 */
export async function sessionCaller(
  { auth, database }: { readonly auth: Auth; readonly database: PostgresJsDatabase },
  cookie: string,
  organization?: string,
): Promise<Caller | null> {
  const found = await auth.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } });
  if (found === null) return null;
  const memberships = await database
    .select({ organizationId: member.organizationId, role: member.role })
    .from(member)
    .where(eq(member.userId, found.user.id))
    .orderBy(asc(member.createdAt), asc(member.id));
  const wanted = organization ?? found.session.activeOrganizationId;
  const named = memberships.find(({ organizationId }) => organizationId === wanted);
  if (organization !== undefined && named === undefined)
    throw new SuretyError("forbidden", "You do not belong to this organization, or not any more.");
  const current = named ?? memberships[0];
  const role = strongest(current?.role);
  if (current === undefined || role === undefined) return null;
  const organizationId = OrganizationId.parse(current.organizationId);
  return {
    type: "member",
    organizationId,
    userId: UserId.parse(found.user.id),
    role,
    scopes: ROLE_SCOPES[role],
    sessionId: found.session.id,
  };
}

/** better-auth keeps several roles of a member in one text, separated by commas. */
function strongest(text: string | undefined): Role | undefined {
  const held = new Set(text?.split(",").map((role) => role.trim()));
  return Role.options.find((role) => held.has(role));
}
