import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { InvitationId } from "@surety/model/ids";
import type { GetInvitationInput, Invitation } from "@surety/model/members";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";

export async function getInvitation(deps: Deps, who: Caller, { invitation: id }: GetInvitationInput): Promise<Invitation> {
  requireScope(who, "admin");
  const invitation = await deps.repositories.invitations.find(who.organizationId, id);
  if (invitation === null) throw invitationNotFound(id);
  return invitation;
}

export function invitationNotFound(id: InvitationId): SuretyError {
  return new SuretyError("invitation_not_found", `There is no invitation ${id} in this organization.`);
}
