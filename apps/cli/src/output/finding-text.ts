import type { Finding, FindingCounts, Severity } from "@surety/model/findings";
import { colors } from "./colors.ts";
import { printable } from "./printable.ts";
import { terminalWidth, wrap } from "./wrap.ts";

const PAINT: Readonly<Record<Severity, (text: string) => string>> = {
  error: colors.red,
  warning: colors.yellow,
  info: colors.cyan,
  hint: colors.dim,
};
const SEVERITIES: readonly Severity[] = ["error", "warning", "info", "hint"];
const INDENT = 20;
const MAX_SHOWN = 200;

/** Findings for reading, one block each: position, severity, sentence, rule, what to do. The most severe when there are many. */
export function findingText(findings: readonly Finding[]): string {
  const shown = findings.length <= MAX_SHOWN ? findings : mostSevere(findings);
  const blocks = printable(shown).map(({ line, column, severity, message, rule, hint }) => {
    const width = terminalWidth();
    const place = `${line}:${column}`.padStart(9);
    const advice = wrap(hint === undefined ? rule : `${rule}: ${hint}`, { width, indent: INDENT });
    return `${colors.dim(place)}  ${PAINT[severity](severity.padEnd(7))}  ${wrap(message, { width, indent: INDENT })}\n${" ".repeat(INDENT)}${colors.dim(advice)}`;
  });
  if (shown.length < findings.length)
    blocks.push(colors.dim(`${" ".repeat(INDENT)}… and ${findings.length - shown.length} more, not more severe; --format json has all`));
  return blocks.join("\n");
}

/** What to run to learn about the most severe finding's rule. */
export function explainCommand(findings: readonly Finding[]): string | null {
  const [worst] = SEVERITIES.flatMap((severity) => findings.find((finding) => finding.severity === severity) ?? []);
  return worst === undefined || worst.rule.startsWith("surety-document/") ? null : `surety explain ${worst.rule}`;
}

function mostSevere(findings: readonly Finding[]): readonly Finding[] {
  const chosen = new Set(SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity)).slice(0, MAX_SHOWN));
  return findings.filter((finding) => chosen.has(finding));
}

const WORDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "remark", hint: "hint" };

/** For example `2 errors, 1 warning`; `nothing` when all are zero. */
export function countsText(counts: FindingCounts): string {
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0).map(
    (severity) => `${counts[severity]} ${WORDS[severity]}${counts[severity] === 1 ? "" : "s"}`,
  );
  return parts.length === 0 ? "nothing" : parts.join(", ");
}
