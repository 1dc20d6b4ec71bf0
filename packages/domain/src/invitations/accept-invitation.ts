import { ROLE_SCOPES } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { OrganizationId, UserId } from "@surety/model/ids";
import type { Invitation } from "@surety/model/members";
import type { Deps } from "../deps.ts";
import { hashSecret, isWellFormed } from "../tokens/token-secret.ts";

type Store = Pick<Deps, "repositories">;
type OpenInvitation = { readonly organizationId: OrganizationId; readonly invitation: Invitation };

/** The open invitation that a link's secret stands for; null when it is mistyped, accepted, revoked or expired. */
export async function findOpenInvitation({ repositories }: Store, secret: string): Promise<OpenInvitation | null> {
  return isWellFormed(secret, "inv") ? repositories.invitations.findOpen(hashSecret(secret)) : null;
}

/**
 * Makes somebody a member who holds the link and has an account with the address that was invited.
 * @throws SuretyError `invitation_not_found`, `forbidden`
 */
export async function acceptInvitation(
  deps: Pick<Deps, "repositories" | "transact">,
  { userId, email }: { readonly userId: UserId; readonly email: string },
  secret: string,
): Promise<OrganizationId> {
  const open = await findOpenInvitation(deps, secret);
  if (open === null) throw over();
  const { organizationId, invitation } = open;
  if (invitation.email !== email.toLowerCase())
    throw new SuretyError("forbidden", `The invitation is for ${invitation.email}, and you are signed in as ${email}.`, {
      hint: "Sign out, and accept it with an account of that address; or ask for an invitation of yours.",
    });
  await deps.transact(async (tx) => {
    if (!(await tx.invitations.accept(organizationId, invitation.id, userId))) throw over();
    const { role } = invitation;
    const who = { type: "member", organizationId, userId, role, scopes: ROLE_SCOPES[role] } as const;
    await tx.audit.record(who, "invitation.accepted", invitation.id, { after: { email: invitation.email, role } });
  });
  return organizationId;
}

function over(): SuretyError {
  return new SuretyError("invitation_not_found", "This invitation is accepted, revoked or expired.");
}
