import { ROLE_SCOPES, type Caller } from "@surety/model/callers";
import type { OrganizationId, UserId } from "@surety/model/ids";
import type { Deps } from "../deps.ts";

/**
 * The caller that a signed-in user is: in the organization that the session is on, or in the user's oldest one.
 * Null when the user is in none.
 */
export async function findMembership(
  deps: Pick<Deps, "repositories">,
  userId: UserId,
  organizationId: OrganizationId | null,
): Promise<Caller | null> {
  const membership = await deps.repositories.members.find(userId, organizationId);
  if (membership === null) return null;
  return { type: "member", userId, organizationId: membership.organizationId, role: membership.role, scopes: ROLE_SCOPES[membership.role] };
}
