import { countsText } from "./counts-text.ts";
import { oneLine } from "./one-line.ts";
import { reasonTopic } from "./reason-topic.ts";
import type { Report, ReportFailure } from "./report.ts";
import { witnessText } from "./witness-text.ts";

/** One test case: what was looked at, and what is wrong with it. */
interface Case {
  /** Groups cases: a rule, a kind of change, `compatibility`. */
  readonly group: string;
  readonly name: string;
  readonly outcome: "passed" | "failure" | "error" | "skipped";
  readonly message: string;
  readonly details: readonly string[];
}

/** JUnit XML: a case for each finding, change and reason. At least one is a failure or an error unless the answer is yes. */
export function renderJunit(report: Report): string {
  const cases = [...reasonCases(report), ...changeCases(report), ...findingCases(report)];
  for (const [index, note] of report.notes.entries()) {
    cases.push({ group: "note", name: `note ${index + 1}`, outcome: "passed", message: note, details: [] });
  }
  const message = `${report.answer}: ${countsText(report.counts)}`;
  const isSaid = report.answer === "yes" || cases.some(({ outcome }) => outcome === "failure" || outcome === "error");
  if (!isSaid) cases.push({ group: "answer", name: "answer", outcome: report.answer === "no" ? "failure" : "error", message, details: [] });
  if (cases.length === 0) cases.push({ group: "answer", name: "answer", outcome: "passed", message, details: [] });
  return suite(`surety ${report.command} ${report.subject.name}`, cases);
}

/** JUnit XML of a command that could not be carried out: one test case with an error. */
export function renderJunitFailure({ code, message, hint, file, problems }: ReportFailure): string {
  const details = problems.map(({ line, column, message: problem }) => `${file ?? ""}:${line}:${column} ${problem}`);
  return suite("surety", [{ group: code, name: file ?? code, outcome: "error", message, details: [...details, ...(hint ? [hint] : [])] }]);
}

function reasonCases({ reasons = [], partial }: Report): Case[] {
  const cases = reasons.map((reason): Case => {
    const outcome = { yes: "passed", no: "failure", unknown: "error" } as const;
    return {
      group: "verdict",
      name: reasonTopic(reason),
      outcome: outcome[reason.effect],
      message: reason.message,
      details: reason.fixes.map(({ text, command }) => (command === undefined ? text : `${text} ${command}`)),
    };
  });
  if (partial !== null)
    cases.push({ group: "compatibility", name: "comparison complete", outcome: "error", message: partial, details: [] });
  return cases;
}

function changeCases({ changes, counts, stopsAt, subject }: Report): Case[] {
  if (changes?.length === 0 && !Object.values(counts.changes ?? {}).some((count) => count > 0))
    return [{ group: "compatibility", name: "no changes", outcome: "passed", message: "Both mean the same.", details: [] }];
  return (changes ?? []).map(({ kind, coordinate, fingerprint, level, message, witness, undecided, hint, base, revision }) => ({
    group: kind,
    name: `${coordinate} ${fingerprint}`,
    outcome: stopsAt.includes(level) ? "failure" : "passed",
    message: `${level}: ${message}`,
    details: [
      ...(base ? [`base ${base.file ?? subject.base ?? "document"}:${base.line}:${base.column}`] : []),
      ...(revision ? [`revision ${revision.file ?? subject.file ?? subject.name}:${revision.line}:${revision.column}`] : []),
      ...(witness ? ["proof:", ...witnessText(witness, 100).map((line) => `  ${line}`), witness.explanation] : []),
      ...(undecided ? [`unproved: ${undecided}`] : []),
      ...(hint ? [`fix: ${hint}`] : []),
    ],
  }));
}

function findingCases({ findings, subject }: Report): Case[] {
  if (findings?.length === 0)
    return [{ group: "lint", name: "no findings", outcome: "passed", message: "Nothing to remark.", details: [] }];
  return (findings ?? []).map(({ rule, severity, line, column, message, hint, fingerprint, file, suppressions }) => ({
    group: rule,
    name: `${file ?? subject.file ?? subject.name}:${line}:${column} ${fingerprint}`,
    outcome: suppressions !== undefined ? "skipped" : severity === "error" ? "failure" : "passed",
    message: `${severity}: ${message}`,
    details:
      suppressions?.map(({ by, reason }) => `${by === "document" ? "ignored" : "accepted"}: ${reason}`) ??
      (hint === undefined ? [] : [hint]),
  }));
}

function suite(name: string, cases: readonly Case[]): string {
  const count = (wanted: Case["outcome"]): number => cases.filter(({ outcome }) => outcome === wanted).length;
  const counts = `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${xml(name)}" ${counts} skipped="${count("skipped")}">`,
    ...cases.map(caseText),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function caseText({ group, name, outcome, message, details }: Case): string {
  const start = `    <testcase classname="${xml(group)}" name="${xml(name)}">`;
  const body = [message, ...details].map((line) => xml(line)).join("\n");
  const inside =
    outcome === "skipped"
      ? `<skipped message="${xml([message, ...details].join(" "))}"/>`
      : outcome === "passed"
        ? `<system-out>${body}</system-out>`
        : `<${outcome} message="${xml(message)}">${body}</${outcome}>`;
  return `${start}${inside}</testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** Noncharacters are no XML either; all other controls are gone by `oneLine`. */
function xml(text: string): string {
  return oneLine(text, 4000)
    .replace(/[\uFFFE\uFFFF]/g, "\uFFFD")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
