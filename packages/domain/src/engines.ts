import type { Change, ChangeCounts } from "@surety/model/changes";
import type { ContractSummary, SourceProblem } from "@surety/model/contracts";
import type { DeprecationDays } from "@surety/model/diff-settings";
import type { Finding } from "@surety/model/findings";
import type { FindingIgnore } from "@surety/model/ignored-findings";
import type { LintPreview, RulesetProblem } from "@surety/model/rulesets";
import type { Score } from "@surety/model/scores";

/** What happened to engine work that ran apart from the caller, under limits of time and memory. */
export type EngineAnswer<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly reason: "timeout" | "memory" | "crash" | "overloaded"; readonly message: string };

export type ReadAnswer =
  | { readonly readable: true; readonly summary: ContractSummary }
  | { readonly readable: false; readonly problems: readonly SourceProblem[] };

/** A finding with what its document and its rule say of when it counts. */
export type LintedFinding = Finding & {
  /** It does not count up to and including the day `through`, for ever when that is `9999-12-31`. */
  readonly uncounted?: { readonly through: string; readonly ignore: FindingIgnore | null } | undefined;
  /** It is never new when the baseline has this operation: its rule binds new operations only. */
  readonly bindingOperation?: string | undefined;
};

/** A score that holds from a day on, until the next. */
export interface LaterScore {
  readonly from: string;
  readonly score: Score;
}

export interface LintReport {
  /** Version of the rules: the same contract under the same engine gives the same findings. */
  readonly engine: string;
  readonly findings: readonly LintedFinding[];
  /** Rules that failed themselves; never hidden. */
  readonly ruleErrors: readonly { readonly rule: string; readonly message: string }[];
  /** By what counts on the day of the lint; null for reports from before there were scores. */
  readonly score: Score | null;
  /** The scores from the days on which more begins to count, in their order. */
  readonly laterScores?: readonly LaterScore[] | undefined;
}

/** A ruleset with the texts of all that it extends, so that engines need nothing from outside. */
export interface RulesetBundle {
  /** A built-in one, or the `reference` of one of `sources`. */
  readonly reference: string;
  readonly sources: readonly RulesetText[];
}

export interface RulesetText {
  /** `org:base` */
  readonly reference: string;
  readonly text: string;
}

/** What a ruleset's text says of itself. */
export interface RulesetOutline {
  readonly problems: readonly RulesetProblem[];
  /** What it names in `extends`, as far as it could be read. */
  readonly extends: readonly string[];
  /** Rules that would run. */
  readonly ruleCount: number;
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

export interface LintPreviewAnswer {
  readonly outline: RulesetOutline;
  readonly result: Omit<NonNullable<LintPreview["result"]>, "comparedWith"> | null;
}

/** The engines, run in a killable child process: user documents never reach the caller's event loop. */
export interface Engines {
  read(document: Uint8Array): Promise<EngineAnswer<ReadAnswer>>;
  /** By `surety:recommended` when no ruleset is given. */
  lint(document: Uint8Array, ruleset?: RulesetBundle): Promise<EngineAnswer<LintReport>>;
  readRuleset(ruleset: RulesetBundle): Promise<EngineAnswer<RulesetOutline>>;
  /** What changes for a contract when `after` takes the place of `before`. */
  previewLint(document: Uint8Array, before: RulesetBundle, after: RulesetBundle): Promise<EngineAnswer<LintPreviewAnswer>>;
  diff(base: Uint8Array, revision: Uint8Array, conditions: DiffConditions): Promise<EngineAnswer<DiffReport>>;
  /** The ids of all kinds of change. */
  changeKinds(): Promise<EngineAnswer<readonly string[]>>;
}
