import type { OrganizationId, TrustedPublisherId } from "@surety/model/ids";
import type { TrustedPublisher } from "@surety/model/trusted-publishers";
import type { OrganizationRecord } from "../organizations/organization-repository.ts";

export type NewTrustedPublisher = Omit<TrustedPublisher, "id" | "repositoryId" | "createdAt" | "lastUsedAt"> & {
  readonly id?: TrustedPublisherId | undefined;
};
export interface MatchedPublisher {
  readonly organization: OrganizationRecord;
  readonly publisher: TrustedPublisher;
}

export interface TrustedPublisherRepository {
  /** Of all organizations, the oldest first: a CI run belongs to none yet. `repository` is in lower case. */
  findFor(issuer: string, repository: string): Promise<MatchedPublisher[]>;
  find(organizationId: OrganizationId, id: TrustedPublisherId): Promise<TrustedPublisher | null>;
  /** Newest first. */
  list(
    organizationId: OrganizationId,
    query: { before: { createdAt: string; id: TrustedPublisherId } | null; limit: number },
  ): Promise<TrustedPublisher[]>;
  insert(organizationId: OrganizationId, publisher: NewTrustedPublisher): Promise<TrustedPublisher>;
  /** With every token that it gave. False when there is none. */
  delete(organizationId: OrganizationId, id: TrustedPublisherId): Promise<boolean>;
  /** Notes a use, and keeps the repository's id when it is the first one. False when another id is kept. */
  use(organizationId: OrganizationId, id: TrustedPublisherId, repositoryId: string): Promise<boolean>;
  /** Takes the token of a CI run by its digest; false when it was taken before. Forgets those that have expired. */
  takeIdToken(digest: Uint8Array, expiresAt: Date): Promise<boolean>;
}
