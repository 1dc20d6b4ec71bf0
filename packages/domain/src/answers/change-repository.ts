import type { OrganizationId } from "@surety/model/ids";

export interface ChangesSince {
  /** Nothing that answers follow from has been changed by a transaction that was not seen at the moment that was asked about. */
  readonly isUnchanged: boolean;
  /** The moment of this answer; means something only to {@link ChangeRepository.since}. */
  readonly moment: string;
}

/** What is known of changes in an organization, without reading what was changed. */
export interface ChangeRepository {
  /** In one small statement. A moment of a database that was started again since counts as changed. */
  since(organizationId: OrganizationId, moment: string | null): Promise<ChangesSince>;
  /** Forgets changes that are older than a day: moments are asked about for minutes. */
  prune(): Promise<void>;
}
