import type { ChangeCounts, Level } from "@surety/model/changes";
import type { FindingCounts, Severity } from "@surety/model/findings";
import type { Report } from "./report.ts";

export const LEVELS: readonly Level[] = ["breaking", "risky", "safe"];
export const SEVERITIES: readonly Severity[] = ["error", "warning", "info", "hint"];
const WORDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "remark", hint: "hint" };

/** For example `2 breaking, 1 safe`; `no changes` when all are zero. */
export function changeCountsText(counts: ChangeCounts): string {
  return LEVELS.flatMap((level) => (counts[level] > 0 ? [`${counts[level]} ${level}`] : [])).join(", ") || "no changes";
}

/** For example `2 errors, 1 remark`; `no findings` when all are zero. */
export function findingCountsText(counts: FindingCounts): string {
  const parts = SEVERITIES.flatMap((severity) =>
    counts[severity] > 0 ? [`${counts[severity]} ${WORDS[severity]}${counts[severity] === 1 ? "" : "s"}`] : [],
  );
  return parts.join(", ") || "no findings";
}

/** What a report found, in numbers. */
export function countsText({ findings, changes }: Report["counts"]): string {
  return [...(changes ? [changeCountsText(changes)] : []), ...(findings ? [findingCountsText(findings)] : [])].join("; ");
}
