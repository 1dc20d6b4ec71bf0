import { z } from "zod";
import { Role } from "./callers.ts";
import { changeCondition } from "./conditions.ts";
import { InvitationId, MemberId } from "./ids.ts";
import { PageInput, pageOf, Timestamp } from "./pages.ts";

/** Somebody who belongs to the organization. */
export const Member = z.object({
  id: MemberId,
  name: z.string(),
  email: z.string(),
  role: Role,
  joinedAt: Timestamp,
});
export type Member = z.infer<typeof Member>;
export const ListMembersInput = PageInput;
export type ListMembersInput = PageInput;
export const MemberPage = pageOf(Member);
export const GetMemberInput = z.strictObject({ member: MemberId });
export type GetMemberInput = z.infer<typeof GetMemberInput>;
export const PutMemberInput = z.strictObject({ member: MemberId, role: Role, ...changeCondition });
export type PutMemberInput = z.infer<typeof PutMemberInput>;

/** Somebody who was asked to join the organization. */
export const Invitation = z.object({
  id: InvitationId,
  email: z.string().describe("the address that it is for: an account with another one cannot accept it"),
  role: Role,
  status: z.enum(["pending", "accepted", "revoked", "expired"]),
  invitedBy: z.string().describe("the name of the member who invited"),
  createdAt: Timestamp,
  expiresAt: Timestamp,
});
export type Invitation = z.infer<typeof Invitation>;
export const ListInvitationsInput = PageInput;
export type ListInvitationsInput = PageInput;
export const InvitationPage = pageOf(Invitation);
export const GetInvitationInput = z.strictObject({ invitation: InvitationId });
export type GetInvitationInput = z.infer<typeof GetInvitationInput>;
export const CreateInvitationInput = z.strictObject({
  email: z.email({ error: "an e-mail address" }).max(254).describe("whom to invite"),
  role: Role.default("member"),
  expiresInDays: z.int().min(1).max(30).default(7),
});
export type CreateInvitationInput = z.infer<typeof CreateInvitationInput>;
/** The only time that the link is shown. */
export const CreatedInvitation = Invitation.extend({
  link: z.string().describe("where it is accepted, relative to the server: pass it on; whoever has it can join with that e-mail address"),
});
export type CreatedInvitation = z.infer<typeof CreatedInvitation>;

/** What somebody who holds an invitation's link may know before they accept. */
export const InvitationOffer = z.object({
  organization: z.string(),
  email: z.string(),
  role: Role,
  expiresAt: Timestamp,
  hasAccount: z.boolean(),
});
export type InvitationOffer = z.infer<typeof InvitationOffer>;
