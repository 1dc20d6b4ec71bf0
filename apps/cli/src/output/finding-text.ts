import type { Finding, FindingCounts, Severity } from "@surety/model/findings";
import { colors } from "./colors.ts";

const PAINT: Readonly<Record<Severity, (text: string) => string>> = { error: colors.red, warning: colors.yellow, info: colors.cyan, hint: colors.dim };

/** Findings for reading, one block each: position, severity, sentence, rule, what to do. */
export function findingText(findings: readonly (Finding & { readonly isNew?: boolean })[]): string {
  return findings
    .map(({ line, column, severity, message, rule, hint, isNew }) => {
      const place = `${line}:${column}`.padStart(9);
      const known = isNew === false ? colors.dim(" (in the base too)") : "";
      return `${colors.dim(place)}  ${PAINT[severity](severity.padEnd(7))}  ${message}${known}\n${" ".repeat(20)}${colors.dim(rule)}${hint ? colors.dim(`: ${hint}`) : ""}`;
    })
    .join("\n");
}

/** For example `2 errors, 1 warning`; `nothing` when all are zero. */
export function countsText(counts: FindingCounts): string {
  const parts = (["error", "warning", "info", "hint"] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severity}${counts[severity] === 1 || severity === "info" ? "" : "s"}`);
  return parts.length === 0 ? "nothing" : parts.join(", ");
}
