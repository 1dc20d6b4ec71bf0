import type { Caller } from "@surety/model/callers";
import type { GetInvitationInput } from "@surety/model/members";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { invitationNotFound } from "./get-invitation.ts";

/** Revokes an invitation: its link stops working at once. Nothing happens to one that is over. */
export async function deleteInvitation(deps: Deps, who: Caller, { invitation: id }: GetInvitationInput): Promise<void> {
  requireScope(who, "admin");
  await deps.transact(async (tx) => {
    const invitation = await tx.invitations.find(who.organizationId, id);
    if (invitation === null) throw invitationNotFound(id);
    if (!(await tx.invitations.revoke(who.organizationId, id))) return;
    await tx.audit.record(who, "invitation.deleted", id, { before: { email: invitation.email, role: invitation.role } });
  });
}
