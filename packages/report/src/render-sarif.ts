import type { Level } from "@surety/model/changes";
import type { Severity } from "@surety/model/findings";
import { oneLine } from "./one-line.ts";
import { reasonTopic } from "./reason-topic.ts";
import type { Report, ReportChange, ReportFailure, ReportFinding } from "./report.ts";
import { witnessText } from "./witness-text.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/** GitHub refuses a run with more than 25,000 results, and shows 5,000. */
const MAX_RESULTS = 5000;

type SarifLevel = "error" | "warning" | "note";
const OF_LEVEL: Readonly<Record<Level, SarifLevel>> = { breaking: "error", risky: "warning", safe: "note" };
const OF_SEVERITY: Readonly<Record<Severity, SarifLevel>> = { error: "error", warning: "warning", info: "note", hint: "note" };
const ORDER: readonly SarifLevel[] = ["error", "warning", "note"];

interface Result {
  readonly ruleId: string;
  readonly level: SarifLevel;
  readonly message: { readonly text: string };
  readonly locations: readonly object[];
  readonly relatedLocations?: readonly object[];
  readonly partialFingerprints: { readonly "surety/v1": string };
  readonly suppressions?: readonly object[];
  readonly properties?: object;
}

/** SARIF 2.1.0: a result for each finding and change, with the help of its rule; what is wrong with the run itself are notifications. */
export function renderSarif(report: Report): string {
  const all = [
    ...(report.changes ?? []).map((change) => changeResult(change, report)),
    ...(report.findings ?? []).map((finding) => findingResult(finding, report)),
  ];
  const results = ORDER.flatMap((level) => all.filter((result) => result.level === level)).slice(0, MAX_RESULTS);
  const ids = [...new Set(results.map(({ ruleId }) => ruleId))].sort();
  const indexes = new Map(ids.map((id, index) => [id, index]));
  const notifications = [
    ...(report.reasons ?? []).map((reason) =>
      notification(reasonTopic(reason), reason.effect === "yes" ? "note" : "error", reason.message),
    ),
    ...(report.partial === null ? [] : [notification("comparison-incomplete", "error", report.partial)]),
    ...report.notes.map((note) => notification("note", "note", note)),
    ...(all.length > MAX_RESULTS
      ? [notification("too-many-results", "warning", `${all.length - MAX_RESULTS} more results are left out.`)]
      : []),
  ];
  return log({
    rules: ids.map((id) => rule(id, report)),
    results: results.map((result) => ({ ...result, ruleIndex: indexes.get(result.ruleId) })),
    notifications,
    isSuccessful: report.answer !== "unknown",
    properties: { command: report.command, answer: report.answer, subject: oneLine(report.subject.name) },
  });
}

/** SARIF 2.1.0 of a command that could not be carried out: no results, and notifications that say why. */
export function renderSarifFailure({ code, message, hint, file, problems }: ReportFailure): string {
  const whole = notification(code, "error", hint === null ? message : `${message} ${hint}`, file === null ? [] : [physical(file, null)]);
  const parts = problems.map((problem) =>
    notification(problem.code, problem.fatal ? "error" : "warning", problem.message, file === null ? [] : [physical(file, problem)]),
  );
  return log({ rules: [], results: [], notifications: [whole, ...parts], isSuccessful: false, properties: {} });
}

interface Log {
  readonly rules: readonly object[];
  readonly results: readonly object[];
  readonly notifications: readonly object[];
  readonly isSuccessful: boolean;
  readonly properties: object;
}

function log({ rules, results, notifications, isSuccessful, properties }: Log): string {
  const run = {
    tool: { driver: { name: "Surety", rules } },
    columnKind: "utf16CodeUnits",
    invocations: [{ executionSuccessful: isSuccessful, toolExecutionNotifications: notifications }],
    results,
    properties,
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, null, 2)}\n`;
}

function rule(id: string, { help, changes }: Report): object {
  const known = help.get(id);
  const hint = changes?.find(({ kind }) => kind === id)?.hint;
  const summary = text(known?.summary ?? id);
  const parts = known ? [known.why, known.fix] : hint ? [hint] : [`\`surety explain ${id}\` says more.`];
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: text(known?.why ?? summary) },
    help: { text: parts.map(text).join("\n\n"), markdown: parts.map(text).join("\n\n") },
  };
}

function findingResult(
  { rule: ruleId, severity, message, hint, line, column, pointer, fingerprint, operation, file, suppressions }: ReportFinding,
  report: Report,
): Result {
  return {
    ruleId,
    level: OF_SEVERITY[severity],
    message: { text: [message, ...(hint ? [hint] : [])].map(text).join("\n") },
    locations: [location(file ?? report.subject.file, { line, column }, operation ?? pointer)],
    partialFingerprints: { "surety/v1": fingerprint },
    ...(suppressions === undefined
      ? {}
      : {
          suppressions: suppressions.map(({ by, reason }) => ({
            kind: by === "document" ? "inSource" : "external",
            status: "accepted",
            justification: text(reason),
          })),
        }),
  };
}

/** What is gone has no place in the judged document: the result stands at its start, and points to the base. */
function changeResult(change: ReportChange, { subject }: Report): Result {
  const { kind, level, coordinate, message, witness, undecided, hint, base, revision, fingerprint, operations, direction } = change;
  const isBaseFile = base !== null && subject.base !== null && subject.file !== null;
  return {
    ruleId: kind,
    level: OF_LEVEL[level],
    message: {
      text: [
        `${coordinate}: ${message}`,
        ...(witness ? [`Proof: ${witness.explanation}`, ...witnessText(witness, 100)] : []),
        ...(undecided ? [`Unproved: ${undecided}`] : []),
        ...(hint && level !== "safe" ? [`Fix: ${hint}`] : []),
      ]
        .map(text)
        .join("\n"),
    },
    locations: [location(revision?.file ?? subject.file, revision, coordinate)],
    ...(isBaseFile
      ? { relatedLocations: [{ id: 1, message: { text: "in the base" }, ...physical(base.file ?? subject.base, base) }] }
      : {}),
    partialFingerprints: { "surety/v1": fingerprint },
    properties: { level, direction, operations, witness },
  };
}

interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

function location(file: string | null, place: LineAndColumn | null, logical: string): object {
  return { ...(file === null ? {} : physical(file, place)), logicalLocations: [{ fullyQualifiedName: oneLine(logical) }] };
}

function physical(file: string, place: LineAndColumn | null): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: uri(file) },
      region: { startLine: place?.line ?? 1, startColumn: place?.column ?? 1 },
    },
  };
}

function notification(id: string, level: SarifLevel, message: string, locations: readonly object[] = []): object {
  return { descriptor: { id: oneLine(id, 200) }, level, message: { text: text(message) }, ...(locations.length > 0 ? { locations } : {}) };
}

/** A path as a URI reference: relative to the repository, or `file:` when it is absolute. */
function uri(path: string): string {
  const encoded = oneLine(path).split("/").map(encodeURIComponent).join("/");
  return path.startsWith("/") ? `file://${encoded}` : encoded;
}

/** Viewers make links of `[…](…)`: what a document says must not become one. */
function text(said: string): string {
  return oneLine(said, 4000).replaceAll("](", "] (");
}
