import type { ReportChange } from "@surety/report/report";
import { witnessText } from "@surety/report/witness-text";
import type { ChangeCounts, Level, Witness } from "@surety/model/changes";
import { colors } from "./colors.ts";
import { printable } from "./printable.ts";
import { terminalWidth, wrap } from "./wrap.ts";

const PAINT: Readonly<Record<Level, (text: string) => string>> = { breaking: colors.red, risky: colors.yellow, safe: colors.green };
const LEVELS: readonly Level[] = ["breaking", "risky", "safe"];
const LABEL = 10;
const INDENT = 10;
const MAX_SHOWN = 100;
/** A payload on a longer line is read better on several. */
const MOST_COLUMNS = 110;

/** Changes for reading, one block each: level, coordinate, sentence, proof, positions, what to do. */
export function changeText(changes: readonly ReportChange[], files: { readonly base: string; readonly revision: string }): string {
  const blocks = changes.slice(0, MAX_SHOWN).map((change) => changeBlock(printable(change), change.witness, files));
  if (changes.length > MAX_SHOWN)
    blocks.push(colors.dim(`${" ".repeat(INDENT)}… and ${changes.length - MAX_SHOWN} more; --format json has all`));
  return blocks.join("\n");
}

function changeBlock(change: ReportChange, witness: Witness | null, files: { readonly base: string; readonly revision: string }): string {
  const { level, coordinate, fingerprint, message, kind, undecided, operations, base, revision, hint } = change;
  const lines = [
    `${PAINT[level](level.padEnd(INDENT))}${colors.bold(coordinate)}  ${colors.dim(fingerprint)}`,
    `${" ".repeat(INDENT)}${wrap(`${message} (${kind})`, { width: terminalWidth(), indent: INDENT })}`,
  ];
  if (witness) lines.push(...proofLines(witness));
  if (change.adjusted) lines.push(labelled("set", `${change.adjusted.why} By itself it would be ${change.adjusted.from}.`));
  if (undecided) lines.push(labelled("unproved", undecided));
  if (operations.length > 1) lines.push(labelled("reaches", operationsText(operations)));
  const places = [
    base && `${base.file ?? files.base}:${base.line}:${base.column}`,
    revision && `${revision.file ?? files.revision}:${revision.line}:${revision.column}`,
  ];
  lines.push(labelled("where", places.map((place) => place ?? "—").join(" → ")));
  if (hint && level !== "safe") lines.push(labelled("fix", hint));
  return lines.join("\n");
}

/** The proof of a breaking change: the payload with the offending place marked, and why the other side refuses it. */
export function proofLines(witness: Witness, indent = INDENT): string[] {
  const width = Math.min(terminalWidth(), MOST_COLUMNS) - indent - LABEL;
  const payload = witnessText(witness, Math.max(width, 30));
  const start = (index: number): string => " ".repeat(indent) + colors.dim((index === 0 ? "proof" : "").padEnd(LABEL));
  return [...payload.map((line, index) => start(index) + colors.magenta(line)), labelled("", printable(witness.explanation), indent)];
}

function labelled(label: string, text: string, indent = INDENT): string {
  return `${" ".repeat(indent)}${colors.dim(label.padEnd(LABEL))}${wrap(text, { width: terminalWidth(), indent: indent + LABEL })}`;
}

function operationsText(operations: readonly string[]): string {
  return operations.length <= 4 ? operations.join(", ") : `${operations.slice(0, 3).join(", ")} and ${operations.length - 3} more`;
}

/** What a comparison comes to. Contracts that mean the same may differ in names that only generated clients see. */
export function comparisonText({ identical }: { readonly identical: boolean | null }, counts: ChangeCounts): string {
  if (identical !== true) return changeCountsText(counts);
  const listed = counts.breaking + counts.risky + counts.safe > 0;
  return listed ? `${changeCountsText(counts)}: both contracts mean the same on the wire` : "no changes: both contracts mean the same";
}

/** For example `2 breaking, 1 safe`; `no changes` when all are zero. */
export function changeCountsText(counts: ChangeCounts): string {
  const parts = LEVELS.filter((level) => counts[level] > 0).map((level) => `${counts[level]} ${level}`);
  return parts.length === 0 ? "no changes" : parts.join(", ");
}
