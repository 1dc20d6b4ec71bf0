import type { Level, Witness, WitnessSubject } from "@surety/model/changes";
import type { Severity } from "@surety/model/findings";
import type { Reason } from "@surety/model/verdicts";
import { countsText, LEVELS, SEVERITIES } from "./counts-text.ts";
import { oneLine } from "./one-line.ts";
import { reasonTopic } from "./reason-topic.ts";
import type { Report, ReportChange, ReportFinding } from "./report.ts";
import { indented } from "./witness-text.ts";

/** GitHub takes comments of 65,536 characters; some room is left for what a script adds. */
const MAX_LENGTH = 64_000;
const MARKS = { yes: "✅", no: "❌", unknown: "❔" } as const;
const WORDS = { yes: "yes", no: "no", unknown: "unknown" } as const;
const LEVEL_TITLES: Readonly<Record<Level, string>> = { breaking: "❌ Breaking", risky: "⚠️ Risky", safe: "✅ Safe" };
const SEVERITY_TITLES: Readonly<Record<Severity, string>> = { error: "❌ Errors", warning: "⚠️ Warnings", info: "Remarks", hint: "Hints" };

/** Items under one heading; `isOpen` ones are for everyone, the others for who opens them. */
interface Group {
  readonly title: string;
  readonly isOpen: boolean;
  readonly items: readonly (() => string)[];
}

/** A comment for a pull request: the answer first, then what matters most, with proofs to open. Says what did not fit. */
export function renderMarkdown(report: Report): string {
  const blocks = [heading(report)];
  const groups = [reasonGroup(report.reasons ?? []), ...changeGroups(report), ...findingGroups(report.findings ?? [])];
  let room = MAX_LENGTH - (blocks[0]?.length ?? 0);
  for (const group of groups) {
    if (group.items.length === 0) continue;
    const block = groupText(group, room);
    room -= block.length + 2;
    blocks.push(block);
  }
  return `${blocks.join("\n\n")}\n`;
}

function heading({ command, answer, subject, counts, partial, notes }: Report): string {
  const against = subject.base === null ? "" : ` against ${code(subject.base)}`;
  const said = countsText(counts);
  return [
    `<!-- surety:${command} -->`,
    `### ${MARKS[answer]} surety ${command}: ${WORDS[answer]}`,
    `${code(subject.name)}${against}${said === "" ? "" : `: ${said}`}`,
    ...(partial === null ? [] : [`❔ The comparison is incomplete: ${prose(partial)}`]),
    ...notes.slice(0, 5).map((note) => prose(note)),
  ].join("\n\n");
}

function groupText({ title, isOpen, items }: Group, room: number): string {
  const [start, end] = isOpen ? [`#### ${title}\n\n`, ""] : [`<details><summary>${title}</summary>\n\n`, "\n\n</details>"];
  const rest = (count: number): string => `… and ${count} more; \`--format json\` has all.`;
  let left = room - start.length - end.length - rest(items.length).length - 4;
  const shown: string[] = [];
  for (const item of items) {
    const text = item();
    if (text.length + 2 > left) break;
    left -= text.length + 2;
    shown.push(text);
  }
  if (shown.length < items.length) shown.push(rest(items.length - shown.length));
  return `${start}${shown.join("\n\n")}${end}`;
}

function reasonGroup(reasons: readonly Reason[]): Group {
  return { title: "Why", isOpen: true, items: reasons.map((reason) => () => reasonText(reason)) };
}

function reasonText(reason: Reason): string {
  const fixes = reason.effect === "yes" ? [] : reason.fixes;
  return [
    `- ${MARKS[reason.effect]} **${reasonTopic(reason)}**: ${prose(reason.message)}`,
    ...fixes.map(({ text, command }) => `  - ${prose(text)}${command === undefined ? "" : ` ${code(command)}`}`),
  ].join("\n");
}

function changeGroups({ changes = [], counts, subject }: Report): Group[] {
  return LEVELS.map((level) => {
    const ofLevel = changes.filter((change) => change.level === level);
    const count = counts.changes?.[level] ?? ofLevel.length;
    const isOpen = level !== "safe";
    return {
      title: `${LEVEL_TITLES[level]} (${count})`,
      isOpen,
      items: ofLevel.map(
        (change) => () => (isOpen ? changeBlock(change, subject) : `- ${code(change.coordinate)} ${prose(change.message)}`),
      ),
    };
  });
}

function changeBlock(change: ReportChange, subject: Report["subject"]): string {
  const { coordinate, message, kind, fingerprint, witness, undecided, operations, base, revision, hint } = change;
  const places = [
    base && `${base.file ?? subject.base ?? "base"}:${base.line}:${base.column}`,
    revision && `${revision.file ?? subject.file ?? "revision"}:${revision.line}:${revision.column}`,
  ];
  const facts = [
    ...(undecided ? [`**Unproved**: ${prose(undecided)}`] : []),
    ...(operations.length > 1
      ? [`**Reaches** ${operations.slice(0, 5).map(code).join(", ")}${operations.length > 5 ? ` and ${operations.length - 5} more` : ""}`]
      : []),
    `**Where** ${places.map((place) => (place ? code(place) : "—")).join(" → ")}`,
    ...(hint ? [`**Fix**: ${prose(hint)}`] : []),
    `${code(kind)} ${code(fingerprint)}`,
  ];
  return [
    `<details><summary><code>${literal(oneLine(coordinate, 300))}</code> ${summary(message)}</summary>`,
    ...(witness ? [proof(witness)] : []),
    facts.map((fact) => `- ${fact}`).join("\n"),
    "</details>",
  ].join("\n\n");
}

/** The payload with an arrow at the offending place, and why the other side refuses it. */
function proof(witness: Witness): string {
  const { subject, acceptedBy, rejectedBy, explanation } = witness;
  const text = indented(witness, "// ←")
    .map((line) => oneLine(line, 300))
    .join("\n");
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `**Proof**: this ${partText(subject)} is allowed by the ${acceptedBy}, not by the ${rejectedBy}. ${prose(explanation)}\n\n${fence}jsonc\n${text}\n${fence}`;
}

function partText(subject: WitnessSubject): string {
  switch (subject.part) {
    case "request":
      return "request";
    case "parameter":
      return subject.in === "querystring" ? "query string" : `${subject.in} parameter ${code(subject.name)}`;
    case "request-body":
      return "request body";
    case "response":
      return `response ${code(subject.status)}`;
    case "response-header":
      return `header ${code(subject.name)} of the response ${code(subject.status)}`;
    case "response-body":
      return `body of the response ${code(subject.status)}`;
  }
}

function findingGroups(findings: readonly ReportFinding[]): Group[] {
  const suppressed = findings.filter(({ suppressions }) => suppressions !== undefined);
  return [...SEVERITIES.map((severity) => severityGroup(severity, findings)), suppressedGroup(suppressed)];
}

/** What does not count, with the reasons. */
function suppressedGroup(suppressed: readonly ReportFinding[]): Group {
  return {
    title: `Ignored or accepted (${suppressed.length})`,
    isOpen: false,
    items: suppressed.map(({ line, column, message, rule, file, suppressions = [] }) => () => {
      const reasons = suppressions.map(({ by, reason }) => `  \n  ${by === "document" ? "ignored" : "accepted"}: ${prose(reason)}`);
      return `- ${code(`${file === undefined ? "" : `${file}:`}${line}:${column}`)} ${prose(message)} (${code(rule)})${reasons.join("")}`;
    }),
  };
}

function severityGroup(severity: Severity, findings: readonly ReportFinding[]): Group {
  const ofSeverity = findings.filter((finding) => finding.severity === severity && finding.suppressions === undefined);
  return {
    title: `${SEVERITY_TITLES[severity]} (${ofSeverity.length})`,
    isOpen: severity === "error",
    items: ofSeverity.map(
      ({ line, column, message, rule, hint, file }) =>
        () =>
          `- ${code(`${file === undefined ? "" : `${file}:`}${line}:${column}`)} ${prose(message)} (${code(rule)})${hint === undefined ? "" : `  \n  ${prose(hint)}`}`,
    ),
  };
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** Text as a code span, which shows everything as it is. */
function code(text: string): string {
  const line = oneLine(text, 300);
  const ticks = "`".repeat(longestRun(line) + 1);
  const space = line.startsWith("`") || line.endsWith("`") || line.trim() === "" ? " " : "";
  return `${ticks}${space}${line}${space}${ticks}`;
}

/** A sentence in which only `` `…` `` is markup; mentions, references and links stay text. */
function prose(text: string): string {
  return oneLine(text)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : escaped(part)))
    .join("");
}

/** The same inside an HTML element. */
function summary(text: string): string {
  return oneLine(text)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? `<code>${literal(part.slice(1, -1))}</code>` : literal(part)))
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return unlinked(text)
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? "")
    .replace(/[\\`*_[\]~|$!]/g, "\\$&");
}

/** In HTML, neither markup of HTML nor of Markdown. */
function literal(text: string): string {
  return unlinked(text).replace(/[&<>"\\`*_[\]~|$!]/g, (character) => ENTITIES[character] ?? `&#${character.charCodeAt(0)};`);
}

/** What GitHub would make links of, outside of any markup, gets a space without width. */
function unlinked(text: string): string {
  return text
    .replace(/@(?=\w)|#(?=\d)|GH-(?=\d)/g, "$&\u200b")
    .replaceAll("://", ":\u200b//")
    .replace(/www\./gi, "$&\u200b");
}
