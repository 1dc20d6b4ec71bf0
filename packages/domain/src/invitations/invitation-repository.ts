import type { Role } from "@surety/model/callers";
import type { InvitationId, OrganizationId, UserId } from "@surety/model/ids";
import type { Invitation } from "@surety/model/members";

export interface NewInvitation {
  readonly id?: InvitationId | undefined;
  readonly email: string;
  readonly role: Role;
  readonly inviterId: UserId;
  readonly secretHash: Uint8Array;
  readonly expiresAt: string;
}

export interface InvitationRepository {
  /** Of any organization, when it can still be accepted: the hash of its secret is what names it. */
  findOpen(secretHash: Uint8Array): Promise<{ readonly organizationId: OrganizationId; readonly invitation: Invitation } | null>;
  find(organizationId: OrganizationId, id: InvitationId): Promise<Invitation | null>;
  /** Newest first. */
  list(
    organizationId: OrganizationId,
    query: { before: { createdAt: string; id: InvitationId } | null; limit: number },
  ): Promise<Invitation[]>;
  insert(organizationId: OrganizationId, invitation: NewInvitation): Promise<Invitation>;
  delete(organizationId: OrganizationId, id: InvitationId): Promise<void>;
  /** Ends those that are open for an address. */
  revokeFor(organizationId: OrganizationId, email: string): Promise<void>;
  /** False when it was not open. */
  revoke(organizationId: OrganizationId, id: InvitationId): Promise<boolean>;
  /** Marks it as accepted and makes the member; false when it was not open any more. Once only, whatever runs at the same time. */
  accept(organizationId: OrganizationId, id: InvitationId, userId: UserId): Promise<boolean>;
}
