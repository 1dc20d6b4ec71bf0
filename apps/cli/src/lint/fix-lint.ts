import type { Contract } from "@surety/engine-spec/contract";
import { type DocumentFile, readDocument } from "../documents.ts";
import type { LintReport } from "../output/reports.ts";
import { fixFile, writeInPlace } from "./fix-file.ts";
import type { LoadedRuleset } from "./load-ruleset.ts";
import { unifiedDiff } from "./unified-diff.ts";

export interface FixedLint {
  /** As it is after the fixes, also with --dry-run. */
  readonly file: DocumentFile;
  readonly contract: Contract;
  readonly fix: NonNullable<LintReport["fix"]>;
}

/** Mends the document and writes it, or with `dryRun` says what would be written. */
export async function fixLint(file: DocumentFile, contract: Contract, rules: LoadedRuleset, dryRun: boolean): Promise<FixedLint> {
  const { bytes, fixes, left } = fixFile(file, contract, rules);
  const applied = fixes.map(({ rule, summary, edits }) => ({ rule, summary, edits }));
  const leftOver = left.map(({ finding: { rule, line, column, pointer }, reason }) => ({ rule, line, column, pointer, reason }));
  const nothing = { applied, left: leftOver, changedContract: false, written: false, diff: dryRun ? "" : null };
  if (fixes.length === 0) return { file, contract, fix: nothing };
  const mended = { ...file, bytes };
  const after = await readDocument(mended);
  const fix = { ...nothing, changedContract: after.contractDigest !== contract.contractDigest };
  if (dryRun) return { file: mended, contract: after, fix: { ...fix, diff: unifiedDiff(textOf(file.bytes), textOf(bytes), file.name) } };
  if (file.path !== null) await writeInPlace(file.path, bytes, file.name);
  return { file: mended, contract: after, fix: { ...fix, written: true } };
}

/** A byte order mark is a part of the text here: a patch has to fit. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
