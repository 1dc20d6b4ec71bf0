import type { Level } from "@surety/model/changes";
import type { Severity } from "@surety/model/findings";
import { countsText } from "./counts-text.ts";
import { oneLine } from "./one-line.ts";
import { reasonTopic } from "./reason-topic.ts";
import type { Report } from "./report.ts";

/** GitHub shows this many annotations of a type and step, and drops the rest without a word. */
const PER_TYPE = 10;
const TYPES = ["error", "warning", "notice"] as const;
type AnnotationType = (typeof TYPES)[number];

const OF_LEVEL: Readonly<Record<Level, AnnotationType>> = { breaking: "error", risky: "warning", safe: "notice" };
const OF_SEVERITY: Readonly<Record<Severity, AnnotationType>> = { error: "error", warning: "warning", info: "notice", hint: "notice" };

interface Annotation {
  readonly type: AnnotationType;
  readonly title: string;
  readonly message: string;
  readonly place: { readonly line: number; readonly column: number; readonly file?: string | undefined } | null;
}

/** GitHub Actions workflow commands: one annotation a line, then a line with the counts. Safe changes are only counted. */
export function renderGithub(report: Report): string {
  const annotations = annotationsOf(report);
  const lines: string[] = [];
  const left: string[] = [];
  for (const type of TYPES) {
    const ofType = annotations.filter((annotation) => annotation.type === type);
    lines.push(...ofType.slice(0, PER_TYPE).map((annotation) => command(annotation, report.subject.file)));
    if (ofType.length > PER_TYPE) left.push(`${ofType.length - PER_TYPE} more of type ${type}`);
  }
  const shown = left.length === 0 ? "" : ` Not shown: ${left.join(", ")}; --format text has them.`;
  const counts = countsText(report.counts);
  lines.push(`surety ${report.command}: ${report.answer}${counts === "" ? "" : ` (${counts})`}.${shown}`);
  return `${lines.join("\n")}\n`;
}

function annotationsOf({ changes = [], findings = [], reasons = [], partial, notes }: Report): Annotation[] {
  return [
    ...reasons
      .filter(({ effect }) => effect !== "yes")
      .map((reason): Annotation => ({ type: "error", title: reasonTopic(reason), message: reason.message, place: null })),
    ...(partial === null ? [] : [{ type: "error", title: "comparison incomplete", message: partial, place: null } as const]),
    ...changes
      .filter(({ level }) => level !== "safe")
      .map(
        (change): Annotation => ({
          type: OF_LEVEL[change.level],
          title: `${change.level}: ${change.kind}`,
          message: [
            `${change.coordinate}: ${change.message}`,
            ...(change.witness ? [change.witness.explanation] : []),
            ...(change.hint ? [`Fix: ${change.hint}`] : []),
          ]
            .map((line) => oneLine(line))
            .join("\n"),
          place: change.revision,
        }),
      ),
    ...findings
      .filter(({ suppressions }) => suppressions === undefined)
      .map(
        ({ severity, rule, message, hint, line, column, file }): Annotation => ({
          type: OF_SEVERITY[severity],
          title: rule,
          message: [message, ...(hint ? [hint] : [])].map((text) => oneLine(text)).join("\n"),
          place: { line, column, file },
        }),
      ),
    ...notes.map((note): Annotation => ({ type: "notice", title: "note", message: oneLine(note), place: null })),
  ];
}

function command({ type, title, message, place }: Annotation, document: string | null): string {
  const file = place?.file ?? document;
  const properties = [
    ...(file === null ? [] : [`file=${property(file)}`]),
    ...(file === null || place === null ? [] : [`line=${place.line}`, `col=${place.column}`]),
    `title=${property(oneLine(title, 200))}`,
  ];
  return `::${type} ${properties.join(",")}::${data(message)}`;
}

/** A line break would start a new command. */
function data(text: string): string {
  return text
    .split("\n")
    .map((line) => oneLine(line, 4000))
    .join("\n")
    .replaceAll("%", "%25")
    .replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(oneLine(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
