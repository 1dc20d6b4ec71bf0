import { countFindings } from "@surety/model/findings";
import type { Report, ReportFinding, ReportSubject } from "./report.ts";

/** What a lint found; `settled` is false while it is under way. */
export interface Linted {
  readonly subject: ReportSubject;
  readonly findings: readonly ReportFinding[];
  readonly settled?: boolean;
  readonly notes?: readonly string[];
}

export function reportOfFindings({ subject, findings, settled = true, notes = [] }: Linted): Report {
  const counts = countFindings(findings.filter(({ suppressions }) => suppressions === undefined));
  return {
    command: "lint",
    subject,
    answer: !settled ? "unknown" : counts.error > 0 ? "no" : "yes",
    ...(settled ? { findings } : {}),
    counts: { findings: counts },
    stopsAt: [],
    partial: null,
    notes: [...(settled ? [] : ["No lint check has settled yet. Ask again, or look at the version's checks."]), ...notes],
    help: new Map(),
  };
}
