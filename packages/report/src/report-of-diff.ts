import type { ChangeCounts } from "@surety/model/changes";
import type { Answer } from "@surety/model/verdicts";
import type { Report, ReportChange, ReportSubject } from "./report.ts";

/** A comparison of two contracts. */
export interface Compared {
  readonly subject: ReportSubject;
  readonly changes: readonly ReportChange[];
  readonly counts: ChangeCounts;
  readonly partial: string | null;
  /** The lowest level that makes the answer no. Default: `breaking`. */
  readonly failOn?: "breaking" | "risky" | "none" | undefined;
  readonly notes?: readonly string[];
}

/** What the changes answer: no when one stops, unknown when the comparison is incomplete. */
export function answerOfDiff({ counts, partial, failOn = "breaking" }: Pick<Compared, "counts" | "partial" | "failOn">): Answer {
  const stopped = failOn === "none" ? 0 : counts.breaking + (failOn === "risky" ? counts.risky : 0);
  return stopped > 0 ? "no" : partial === null ? "yes" : "unknown";
}

export function reportOfDiff({ subject, changes, counts, partial, failOn = "breaking", notes = [] }: Compared): Report {
  return {
    command: "diff",
    subject,
    answer: answerOfDiff({ counts, partial, failOn }),
    changes,
    counts: { changes: counts },
    stopsAt: failOn === "none" ? [] : failOn === "risky" ? ["breaking", "risky"] : ["breaking"],
    partial,
    notes,
    help: new Map(),
  };
}
