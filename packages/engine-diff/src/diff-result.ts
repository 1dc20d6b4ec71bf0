import type { Change, ChangeCounts } from "@surety/model/changes";

export interface DiffResult {
  /** Sorted: breaking, risky, safe; then by coordinate and kind. */
  readonly changes: readonly Change[];
  readonly counts: ChangeCounts;
  /** Both contracts have the same contract digest. Notes about generated clients (operationIds) may be among the changes nevertheless. */
  readonly identical: boolean;
  /** Why the comparison is incomplete, when a limit was reached. */
  readonly partial: string | null;
  /** The first day on which the answer may be another one, because a sunset comes near or passes; null when it holds for good. */
  readonly validUntil: string | null;
}
