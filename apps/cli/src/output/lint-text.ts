import { dirname, join } from "node:path";
import { fixTable } from "@surety/engine-lint/fixes/fix-table";
import { LOCAL_FIXES } from "@surety/engine-lint/fixes/local-fixes";
import { colors } from "./colors.ts";
import { countsText, explainCommand, findingText } from "./finding-text.ts";
import { lintNotes, scoreText } from "./lint-notes.ts";
import { printable } from "./printable.ts";
import type { LintReport } from "./reports.ts";
import { ruleErrorText, whatFailed } from "./rule-error-text.ts";
import { subjectText } from "./subject.ts";
import { terminalWidth, wrap } from "./wrap.ts";

const MAX_LEFT = 20;

/** A lint for reading. */
export function lintText(report: LintReport, showIgnored: boolean): string {
  const { document, findings, ruleErrors, ignored } = report;
  const lines = [`${subjectText(document)}${rulesetText(report)}`, ...fixLines(report)];
  if (findings.length > 0) lines.push(findingText(findings));
  for (const error of ruleErrors) lines.push(printable(`  ${ruleErrorText(error)}`));
  if (showIgnored) lines.push(...ignored.map(ignoredLine));
  for (const note of lintNotes(report))
    lines.push(`  ${note}${note.includes("ignored") && !showIgnored ? " --show-ignored lists them." : ""}`);
  lines.push(...scoreLines(report), summaryLine(report), ...nextLines(report));
  return lines.join("\n");
}

/** Only what differs from what everybody has is said. */
function rulesetText({ rulesets: { names, by }, base }: LintReport): string {
  const rules = `by ${names.join(", ")}${by === "found" || by === "surety.json" ? ` (${by === "found" ? "found" : "named in surety.json"})` : ""}`;
  return `  ${colors.dim(printable(rules))}${base === null ? "" : `  since ${printable(base.file)}`}`;
}

function ignoredLine({ finding, reason, expires }: LintReport["ignored"][number]): string {
  const { line, column, rule, message } = printable(finding);
  const until = expires === null ? "" : ` until ${expires}`;
  return `${colors.dim(`${line}:${column}`.padStart(9))}  ignored${until}  ${message}\n${" ".repeat(20)}${colors.dim(printable(`${rule}: ${reason}`))}`;
}

/** What was done, and what was not and why. */
export function fixLines({ fix }: LintReport): string[] {
  if (fix === null) return [];
  const lines: string[] = [];
  const done = fix.written ? "fixed" : "would fix";
  for (const { rule, summary, edits } of fix.applied)
    lines.push(`${colors.green("✓")} ${done}   ${edits === 1 ? "1 place" : `${edits} places`}: ${summary} ${colors.dim(`(${rule})`)}`);
  for (const { rule, line, column, reason } of fix.left.slice(0, MAX_LEFT))
    lines.push(`${colors.yellow("–")} left    ${printable(`${line}:${column} ${rule}: ${reason}`)}`);
  if (fix.left.length > MAX_LEFT) lines.push(colors.dim(`  … and ${fix.left.length - MAX_LEFT} more; --format json has all`));
  if (fix.applied.length === 0) lines.push("  Nothing can be mended without a person's judgment.");
  return lines;
}

/** The score, and the three rules that it would rise most by. */
function scoreLines({ score, findings }: LintReport): string[] {
  if (score.rules.length === 0) return [];
  const width = terminalWidth();
  const lines = [`${colors.dim("score")}  ${wrap(scoreText(score), { width, indent: 7 })}`];
  for (const [index, { rule, findings: count, gain }] of score.rules.slice(0, 3).entries()) {
    const first = findings.find((finding) => finding.rule === rule);
    const where = first === undefined ? "" : `, ${count === 1 ? "" : "first "}at ${first.line}:${first.column}`;
    const text = `+${gain.toFixed(1)} ${rule}: ${count === 1 ? "1 finding" : `${count} findings`}${where}`;
    lines.push(`${colors.dim((index === 0 ? "first" : "").padEnd(7))}${printable(text)}`);
  }
  return lines;
}

function summaryLine({ counts, findings, answer, failSeverity, ruleErrors }: LintReport): string {
  if (answer === "no") return `${colors.red("✗")} ${countsText(counts)}`;
  if (answer === "unknown") {
    return `${colors.yellow("?")} ${whatFailed(ruleErrors)}, so nobody knows what would have been found: ${countsText(counts)} without`;
  }
  const enough = failSeverity === "error" ? "no errors" : `nothing of severity ${failSeverity} or above`;
  const rest = countsText(counts);
  return `${colors.green("✓")} ${enough}${findings.length === 0 && rest === "nothing" ? ", and nothing to remark" : `: ${rest}`}`;
}

function nextLines({ findings, fix, document }: LintReport): string[] {
  const fixable = fix === null ? findings.filter(({ rule, file }) => (file === undefined ? fixTable : LOCAL_FIXES).has(rule)).length : 0;
  const commands = [
    ...(fixable > 0 ? [`surety lint ${printable(document.file)} --fix  ${colors.dim(`can mend ${fixable} of these`)}`] : []),
    ...[explainCommand(findings)].filter((command) => command !== null),
  ];
  return commands.map((command, index) => `${colors.dim(index === 0 ? "next" : "or  ")}   ${command}`);
}

/** A line for each finding that editors and scripts take apart: `file:line:column severity rule message`. */
export function unixText({ document, findings }: LintReport): string {
  const lines = findings.map(({ file, line, column, severity, rule, message }) => {
    const name = file === undefined ? document.file : join(dirname(document.file), file);
    return printable(`${name}:${line}:${column} ${severity} ${rule} ${message}`);
  });
  return lines.map((line) => `${line}\n`).join("");
}
