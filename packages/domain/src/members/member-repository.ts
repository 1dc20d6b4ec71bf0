import type { Role } from "@surety/model/callers";
import type { OrganizationId, UserId } from "@surety/model/ids";

export interface Membership {
  readonly organizationId: OrganizationId;
  readonly role: Role;
}

export interface MemberRepository {
  /** The user's membership in `organizationId`, or the oldest one when that is null. */
  find(userId: UserId, organizationId: OrganizationId | null): Promise<Membership | null>;
  profile(organizationId: OrganizationId, userId: UserId): Promise<{ readonly name: string; readonly email: string } | null>;
}
