import type { Change, ChangeCounts, Level } from "@surety/model/changes";
import type { Digest, OrganizationId } from "@surety/model/ids";
import type { DiffReport } from "../engines.ts";

export interface DiffPair {
  readonly from: Digest;
  readonly to: Digest;
}
export interface DiffRecord extends DiffPair {
  readonly id: string;
  readonly engine: string;
  readonly counts: ChangeCounts;
  readonly identical: boolean;
  readonly partial: string | null;
}

export interface DiffRepository {
  /** The latest diff of each pair that has one. */
  listLatest(organizationId: OrganizationId, pairs: readonly DiffPair[]): Promise<DiffRecord[]>;
  /** Keeps what is there when this engine has compared the pair before. */
  insert(organizationId: OrganizationId, pair: DiffPair, report: DiffReport): Promise<DiffRecord>;
  /** In the engine's order, after the ordinal `after`. */
  listChanges(
    organizationId: OrganizationId,
    query: { diffId: string; level?: Level | undefined; after: number | null; limit: number },
  ): Promise<{ ordinal: number; change: Change }[]>;
}
