import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { InvitationId } from "@surety/model/ids";
import type { CreatedInvitation, CreateInvitationInput } from "@surety/model/members";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { promiseMail } from "../mails/promise-mail.ts";
import { requireRank } from "../members/require-rank.ts";
import { createSecret, hashSecret } from "../tokens/token-secret.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Invites an address. Its link is in this answer, and in a mail where mail is configured; an earlier invitation of the same address ends. A request
 * that is repeated has the id of the first one, and gives that invitation another link: nobody was told the one it had.
 * @throws SuretyError `forbidden`, `already_member`
 */
export async function createInvitation(
  deps: Deps,
  who: Caller,
  input: CreateInvitationInput & { readonly id?: InvitationId | undefined },
): Promise<CreatedInvitation> {
  requireScope(who, "admin");
  requireRank(who, input.role);
  if (who.type !== "member") throw new SuretyError("forbidden", "People are invited by people: sign in to invite somebody.");
  const email = input.email.toLowerCase();
  const secret = createSecret(deps.randomBytes, "inv");
  // A fragment is never sent to a server: no log on the way holds the secret.
  const link = `/invitations#${secret}`;
  const expiresAt = new Date(deps.clock().getTime() + input.expiresInDays * DAY_MS).toISOString();
  const invitation = await deps.transact(async (tx) => {
    if ((await tx.members.findByEmail(who.organizationId, email)) !== null)
      throw new SuretyError("already_member", `${email} belongs to the organization.`);
    if (input.id !== undefined) await tx.invitations.delete(who.organizationId, input.id);
    await tx.invitations.revokeFor(who.organizationId, email);
    const inserted = await tx.invitations.insert(who.organizationId, {
      id: input.id,
      email,
      role: input.role,
      inviterId: who.userId,
      secretHash: hashSecret(secret),
      expiresAt,
    });
    await tx.audit.record(who, "invitation.created", inserted.id, { after: { email, role: input.role, expiresAt } });
    const organization = await tx.organizations.find(who.organizationId);
    await promiseMail(deps, tx, who.organizationId, (origin) => ({
      kind: "invitation",
      to: email,
      organization: organization?.name ?? "",
      inviter: inserted.invitedBy,
      role: input.role,
      link: `${origin}${link}`,
      expiresAt,
    }));
    return inserted;
  });
  return { ...invitation, link };
}
