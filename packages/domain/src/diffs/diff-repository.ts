import type { Category, Change, ChangeCounts, Level } from "@surety/model/changes";
import type { Digest, OrganizationId } from "@surety/model/ids";
import type { DiffReport } from "../engines.ts";

export interface DiffPair {
  readonly from: Digest;
  readonly to: Digest;
}
export interface DiffRecord extends DiffPair {
  readonly id: string;
  readonly engine: string;
  /** Under which conditions, by {@link variantOf}. */
  readonly variant: string;
  readonly counts: ChangeCounts;
  readonly identical: boolean;
  readonly partial: string | null;
  /** The first day on which the engine may answer otherwise; null when it never will. */
  readonly validUntil: string | null;
}

/** How many changes of a diff weigh the same. */
export interface TallyRow {
  readonly diffId: string;
  readonly kind: string;
  readonly level: Level;
  readonly category: Category;
  readonly fullLevel: Level | undefined;
  /** Of those that were asked for by fingerprint; null for all others together. */
  readonly fingerprint: string | null;
  readonly count: number;
}

export interface DiffRepository {
  /** The latest diff of each pair that has one, for each variant, among those that hold today. */
  listLatest(organizationId: OrganizationId, pairs: readonly DiffPair[], today: string): Promise<DiffRecord[]>;
  /** Keeps what is there when this engine has compared the pair before, and its answer holds as long. */
  insert(organizationId: OrganizationId, pair: DiffPair & { readonly variant: string }, report: DiffReport): Promise<DiffRecord>;
  /** What the levels of some diffs follow from; changes with one of the fingerprints are told apart. */
  tally(organizationId: OrganizationId, diffIds: readonly string[], fingerprints: readonly string[]): Promise<TallyRow[]>;
  /** In the engine's order, after the ordinal `after`. */
  listChanges(
    organizationId: OrganizationId,
    query: {
      diffId: string;
      level?: Level | undefined;
      /** Only changes that are counted in one of these rows, of a tally that tells the fingerprints `apart`. */
      among?: { readonly rows: readonly TallyRow[]; readonly apart: readonly string[] } | undefined;
      after: number | null;
      limit: number;
    },
  ): Promise<{ ordinal: number; change: Change }[]>;
}
