import { acceptInvitation, findOpenInvitation } from "@surety/domain/invitations/accept-invitation";
import type { Deps } from "@surety/domain/deps";
import { user } from "@surety/db/schema/auth";
import { type OrganizationId, UserId } from "@surety/model/ids";
import { SuretyError } from "@surety/model/errors";
import type { InvitationOffer } from "@surety/model/members";
import { eq } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { z } from "zod";

const SignUpBody = z.object({ email: z.string().max(254), invitation: z.string().min(1).max(100) });

/** How people come in by an invitation's link. Its secret is all that they hold. */
export interface InvitationDoor {
  /** What the link offers. @throws SuretyError `invitation_not_found` */
  offer(secret: string): Promise<InvitationOffer>;
  /** The secret that a sign-up names, when it is open and for its e-mail address: both must be right. */
  ofSignUp(body: unknown): Promise<string | null>;
  /** @throws SuretyError `invitation_not_found`, `forbidden` */
  accept(account: { readonly id: string; readonly email: string }, secret: string): Promise<OrganizationId>;
}

export function createInvitationDoor(deps: Pick<Deps, "repositories" | "transact">, database: PostgresJsDatabase): InvitationDoor {
  return {
    async offer(secret) {
      const open = await findOpenInvitation(deps, secret);
      const organization = open && (await deps.repositories.organizations.find(open.organizationId));
      if (open === null || organization === null)
        throw new SuretyError("invitation_not_found", "This invitation is accepted, revoked or expired.");
      const { email, role, expiresAt } = open.invitation;
      const accounts = await database.select({ id: user.id }).from(user).where(eq(user.email, email)).limit(1);
      return { organization: organization.name, email, role, expiresAt, hasAccount: accounts.length > 0 };
    },
    async ofSignUp(body) {
      const parsed = SignUpBody.safeParse(body);
      if (!parsed.success) return null;
      const open = await findOpenInvitation(deps, parsed.data.invitation);
      return open?.invitation.email === parsed.data.email.toLowerCase() ? parsed.data.invitation : null;
    },
    accept: ({ id, email }, secret) => acceptInvitation(deps, { userId: UserId.parse(id), email }, secret),
  };
}
