import type { Change, ChangeCounts } from "@surety/model/changes";
import type { ContractSummary, SourceProblem } from "@surety/model/contracts";
import type { DeprecationDays } from "@surety/model/diff-settings";
import type { Finding } from "@surety/model/findings";

/** What happened to engine work that ran apart from the caller, under limits of time and memory. */
export type EngineAnswer<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly reason: "timeout" | "memory" | "crash" | "overloaded"; readonly message: string };

export type ReadAnswer =
  | { readonly readable: true; readonly summary: ContractSummary }
  | { readonly readable: false; readonly problems: readonly SourceProblem[] };

export interface LintReport {
  /** Version of the rules: the same contract under the same engine gives the same findings. */
  readonly engine: string;
  readonly findings: readonly Finding[];
  /** Rules that failed themselves; never hidden. */
  readonly ruleErrors: readonly { readonly rule: string; readonly message: string }[];
}

/** What a comparison depends on beside the two documents. */
export interface DiffConditions {
  /** `2027-01-31`: sunsets before it have passed. */
  readonly today: string;
  readonly strictReaders: boolean;
  readonly deprecationDays: DeprecationDays;
}

export interface DiffReport {
  readonly engine: string;
  readonly changes: readonly Change[];
  readonly counts: ChangeCounts;
  readonly identical: boolean;
  readonly partial: string | null;
  /** The first day on which the answer may be another one; null when it holds for good. */
  readonly validUntil: string | null;
}

/** The engines, run in a killable child process: user documents never reach the caller's event loop. */
export interface Engines {
  read(document: Uint8Array): Promise<EngineAnswer<ReadAnswer>>;
  lint(document: Uint8Array): Promise<EngineAnswer<LintReport>>;
  diff(base: Uint8Array, revision: Uint8Array, conditions: DiffConditions): Promise<EngineAnswer<DiffReport>>;
  /** The ids of all kinds of change. */
  changeKinds(): Promise<EngineAnswer<readonly string[]>>;
}
