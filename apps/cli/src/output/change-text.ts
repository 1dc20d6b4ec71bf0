import type { Change, ChangeCounts, Level, Witness } from "@surety/model/changes";
import { colors } from "./colors.ts";

const PAINT: Readonly<Record<Level, (text: string) => string>> = { breaking: colors.red, risky: colors.yellow, safe: colors.green };
const INDENT = "            ";
const MAX_VALUE = 240;

/** Changes for reading, one block each: level, coordinate, sentence, proof, positions, what to do. */
export function changeText(changes: readonly Change[], files: { readonly base: string; readonly revision: string }): string {
  return changes
    .map((change) => {
      const lines = [
        `${PAINT[change.level](change.level.padEnd(8))}    ${colors.bold(change.coordinate)}  ${colors.dim(change.fingerprint)}`,
        `${INDENT}${change.message} ${colors.dim(`(${change.kind})`)}`,
      ];
      if (change.witness) lines.push(...witnessLines(change.witness));
      if (change.undecided) lines.push(`${INDENT}${colors.dim("unproved")}  ${change.undecided}`);
      if (change.operations.length > 1) lines.push(`${INDENT}${colors.dim("reaches")}   ${operationsText(change.operations)}`);
      const places = [change.base && `${files.base}:${change.base.line}:${change.base.column}`, change.revision && `${files.revision}:${change.revision.line}:${change.revision.column}`];
      lines.push(`${INDENT}${colors.dim("where")}     ${colors.dim(places.map((place) => place ?? "—").join(" → "))}`);
      if (change.hint && change.level !== "safe") lines.push(`${INDENT}${colors.dim("fix")}       ${change.hint}`);
      return lines.join("\n");
    })
    .join("\n");
}

function witnessLines({ subject, value, mark, explanation }: Witness): string[] {
  const text = JSON.stringify(value);
  const shown = text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text;
  const at = mark === "" || subject.part === "request" ? "" : colors.dim(`  at ${mark}`);
  return [`${INDENT}${colors.dim("proof")}     ${colors.magenta(shown)}${at}`, `${INDENT}          ${explanation}`];
}

function operationsText(operations: readonly string[]): string {
  return operations.length <= 4 ? operations.join(", ") : `${operations.slice(0, 3).join(", ")} and ${operations.length - 3} more`;
}

/** For example `2 breaking, 1 safe`; `no changes` when all are zero. */
export function changeCountsText(counts: ChangeCounts): string {
  const parts = (["breaking", "risky", "safe"] as const).filter((level) => counts[level] > 0).map((level) => `${counts[level]} ${level}`);
  return parts.length === 0 ? "no changes" : parts.join(", ");
}
