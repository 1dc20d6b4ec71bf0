import type { Role } from "@surety/model/callers";
import type { MemberId, OrganizationId, UserId } from "@surety/model/ids";
import type { Member } from "@surety/model/members";

export interface Membership {
  readonly organizationId: OrganizationId;
  readonly role: Role;
}

export interface MemberRepository {
  /** The user's membership in `organizationId`, or the oldest one when that is null. */
  find(userId: UserId, organizationId: OrganizationId | null): Promise<Membership | null>;
  profile(organizationId: OrganizationId, userId: UserId): Promise<{ readonly name: string; readonly email: string } | null>;
  get(organizationId: OrganizationId, id: MemberId): Promise<Member | null>;
  findByUser(organizationId: OrganizationId, userId: UserId): Promise<Member | null>;
  findByEmail(organizationId: OrganizationId, email: string): Promise<Member | null>;
  /** Those who joined first come first. */
  list(organizationId: OrganizationId, query: { after: { joinedAt: string; id: MemberId } | null; limit: number }): Promise<Member[]>;
  /** Addresses of those who may administer the organization, the first of them. */
  listAdminEmails(organizationId: OrganizationId, limit: number): Promise<string[]>;
  /** How many owners there are; until the transaction ends, nobody else changes a member of the organization. */
  lockOwners(organizationId: OrganizationId): Promise<number>;
  setRole(organizationId: OrganizationId, id: MemberId, role: Role): Promise<void>;
  delete(organizationId: OrganizationId, id: MemberId): Promise<void>;
}
