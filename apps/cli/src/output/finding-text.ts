import { TAKEN } from "@surety/engine-lint/spectral/recommended-tree";
import type { Finding, FindingCounts, Severity } from "@surety/model/findings";
import type { Snippet } from "@surety/model/places";
import { splitPointer } from "@surety/model/pointer";
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
const MAX_SHOWN = 150;
/** With more, their source lines would hide them. */
const MAX_WITH_SOURCE = 60;

type ShownFinding = Finding & { readonly file?: string | undefined };

/**
 * Findings for reading, grouped by the operation or component that they are about, one block each: position, severity,
 * sentence, source line, rule, what to do. The most severe when there are many.
 */
export function findingText(findings: readonly ShownFinding[]): string {
  const shown = findings.length <= MAX_SHOWN ? findings : mostSevere(findings);
  const blocks: string[] = [];
  let group: string | null = null;
  for (const finding of shown) {
    const own = printable(groupOf(finding));
    if (own !== group) blocks.push(colors.bold(own));
    group = own;
    blocks.push(findingBlock(finding, shown.length <= MAX_WITH_SOURCE));
  }
  if (shown.length < findings.length)
    blocks.push(colors.dim(`${" ".repeat(INDENT)}… and ${findings.length - shown.length} more, not more severe; --format json has all`));
  return blocks.join("\n");
}

function findingBlock(finding: ShownFinding, withSource: boolean): string {
  const { line, column, severity } = finding;
  const { message, rule, hint } = printable({ message: finding.message, rule: finding.rule, hint: finding.hint });
  const snippet = withSource ? printable(finding.snippet) : undefined;
  const width = terminalWidth();
  const place = `${line}:${column}`.padStart(9);
  const lines = [`${colors.dim(place)}  ${PAINT[severity](severity.padEnd(7))}  ${wrap(message, { width, indent: INDENT })}`];
  const source = snippet === undefined ? null : sourceLines(snippet, column, width);
  if (source !== null) lines.push(...source.map((text) => `${" ".repeat(INDENT)}${colors.dim(text)}`));
  lines.push(`${" ".repeat(INDENT)}${colors.dim(wrap(hint === undefined ? rule : `${rule}: ${hint}`, { width, indent: INDENT }))}`);
  return lines.join("\n");
}

/** The line that a finding is on, with a caret under its column. Null when it is blank. */
function sourceLines({ firstLine, marked, lines }: Snippet, column: number, width: number): string[] | null {
  const own = lines[marked - firstLine] ?? "";
  // Of an object, its first member says more than its bracket.
  const text = /^\s*(?:- )?[[{]$/.test(own) ? `${own} ${lines[marked - firstLine + 1]?.trim() ?? ""}` : own;
  // A line that is cut shows the eighty columns before its place, after an ellipsis.
  const at = text.startsWith("…") && column > 81 ? 81 : column - 1;
  const from = Math.max(text.length - text.trimStart().length, at - 40);
  const shown = text.slice(Math.min(from, at), Math.min(from, at) + Math.min(width - INDENT - 2, 100)).trimEnd();
  return shown === "" ? null : [`│ ${shown}`, `│ ${" ".repeat(Math.max(0, at - from))}^`];
}

/** `GET /orders`, `components.schemas.Order`, `info`; with its file when that is another one. */
function groupOf({ operation, pointer, file }: ShownFinding): string {
  const tokens = splitPointer(pointer);
  const [root = "the document", second, third] = tokens;
  const isPath = (root === "paths" || root === "webhooks") && second !== undefined;
  const isMethod = third !== undefined && /^(?:get|put|post|delete|options|head|patch|trace|query)$/.test(third);
  const written = isPath
    ? isMethod
      ? `${third.toUpperCase()} ${second}`
      : second
    : tokens.slice(0, root === "components" ? 3 : 2).join(".");
  const name = written === "" ? (operation ?? root) : written;
  return file === undefined ? name : `${file}  ${name}`;
}

/** What to run to learn about the most severe finding's rule. */
export function explainCommand(findings: readonly Finding[]): string | null {
  const [worst] = SEVERITIES.flatMap((severity) => findings.find((finding) => finding.severity === severity) ?? []);
  return worst === undefined || !isExplained(worst.rule) ? null : `surety explain ${worst.rule}`;
}

function isExplained(rule: string): boolean {
  return rule.startsWith("surety-") ? !rule.startsWith("surety-document/") : Object.hasOwn(TAKEN, rule);
}

function mostSevere(findings: readonly ShownFinding[]): readonly ShownFinding[] {
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
