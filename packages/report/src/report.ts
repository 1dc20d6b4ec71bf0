import type { Change, ChangeCounts, Level } from "@surety/model/changes";
import type { SourceProblem } from "@surety/model/contracts";
import type { Finding, FindingCounts } from "@surety/model/findings";
import type { Answer, Reason } from "@surety/model/verdicts";

/** What was judged. */
export interface ReportSubject {
  /** For headings: a file, or `orders 1.4.0 → production`. */
  readonly name: string;
  /** The judged document's path for positions, relative to the repository, with `/`; null when it is not a file. */
  readonly file: string | null;
  /** What it was compared with, as the user named it; null when with nothing. */
  readonly base: string | null;
}

/** What a rule or a kind of change means, for formats that carry their own help. */
export interface RuleHelp {
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
}

/** Why a finding does not count: its document ignores it, or somebody answers for it. */
export interface Suppression {
  readonly by: "document" | "exception";
  readonly reason: string;
}

/** A finding; `file` is the path of the file that it stands in when that is not the judged document. */
export type ReportFinding = Finding & {
  readonly file?: string | undefined;
  /** Of one that does not count. */
  readonly suppressions?: readonly Suppression[] | undefined;
};

type ReportSide = (NonNullable<Change["base"]> & { readonly file?: string | undefined }) | null;

/** A change; its sides name their files as findings do. */
export type ReportChange = Omit<Change, "base" | "revision"> & { readonly base: ReportSide; readonly revision: ReportSide };

/** The result of one command, in the one form that every format is rendered from. */
export interface Report {
  readonly command: "lint" | "diff" | "check" | "can-deploy";
  readonly subject: ReportSubject;
  readonly answer: Answer;
  /** Those that count, and those that are suppressed; absent when the command does not lint. */
  readonly findings?: readonly ReportFinding[];
  /** Absent when nothing was compared. */
  readonly changes?: readonly ReportChange[];
  /** The steps of a verdict; their changes are in `changes` too. */
  readonly reasons?: readonly Reason[];
  readonly counts: { readonly findings?: FindingCounts; readonly changes?: ChangeCounts };
  /** Levels of change that make the answer no. */
  readonly stopsAt: readonly Level[];
  /** Why the comparison is incomplete, when it is. */
  readonly partial: string | null;
  /** What else a reader must know, one sentence each. */
  readonly notes: readonly string[];
  /** By the names of rules and kinds; what is not in it is shown without help. */
  readonly help: ReadonlyMap<string, RuleHelp>;
}

/** A command that could not be carried out. */
export interface ReportFailure {
  /** Stable id, for example `not_a_contract`. */
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  /** The file that could not be read, with `/`. */
  readonly file: string | null;
  readonly problems: readonly SourceProblem[];
}
