import { join, dirname } from "node:path";
import type { FixedDocument } from "@surety/engine-lint/fixes/fix-document";
import { fixTable } from "@surety/engine-lint/fixes/fix-table";
import type { Contract } from "@surety/engine-spec/contract";
import { BundledContract } from "../bundled-contract.ts";
import { type DocumentFile, readDocument } from "../documents.ts";
import type { LintReport } from "../output/reports.ts";
import { fixFile, writeInPlace } from "./fix-file.ts";
import { fixParts, type FixedParts } from "./fix-parts.ts";
import type { LoadedRuleset } from "./load-ruleset.ts";
import { unifiedDiff } from "./unified-diff.ts";

export interface FixedLint {
  /** As it is after the fixes, also with --dry-run. */
  readonly file: DocumentFile;
  readonly contract: Contract;
  readonly fix: NonNullable<LintReport["fix"]>;
}

/** Mends the document and the local files that it refers to, and writes them, or with `dryRun` says what would be written. */
export async function fixLint(file: DocumentFile, contract: Contract, rules: LoadedRuleset, dryRun: boolean): Promise<FixedLint> {
  const { bytes, fixes, left } = fixFile(file, contract, rules);
  const isMended = fixes.length > 0;
  const mended = isMended ? { ...file, bytes } : file;
  const between = isMended ? await readDocument(mended) : contract;
  const parts = between instanceof BundledContract ? await fixParts(mended, between, rules) : null;
  const leftOver = left.map(({ finding: { rule, line, column, pointer }, reason }) => ({ rule, line, column, pointer, reason }));
  const applied = appliedFixes(fixes, parts);
  const nothing = { applied, left: leftOver, changedContract: false, written: false, diff: dryRun ? "" : null };
  if (applied.length === 0) return { file, contract, fix: nothing };
  const changes = parts?.changes ?? [];
  const result = parts?.file ?? mended;
  const after = changes.length === 0 ? between : await readDocument(result);
  const fix = { ...nothing, changedContract: after.contractDigest !== contract.contractDigest };
  if (dryRun) {
    const diffs = changes.map(({ name, before, after: now }) => unifiedDiff(textOf(before), textOf(now), join(dirname(file.name), name)));
    const diff = [unifiedDiff(textOf(file.bytes), textOf(mended.bytes), file.name), ...diffs].join("");
    return { file: result, contract: after, fix: { ...fix, diff } };
  }
  if (isMended && file.path !== null) await writeInPlace(file.path, bytes, file.name);
  for (const { path, name, after: now } of changes) await writeInPlace(path, now, name);
  return { file: result, contract: after, fix: { ...fix, written: true } };
}

/** Of the document and its files together, by rule. */
function appliedFixes(own: FixedDocument["fixes"], parts: FixedParts | null): FixedLint["fix"]["applied"] {
  const counts = new Map(own.map(({ rule, edits }) => [rule, edits]));
  for (const [rule, edits] of parts?.fixes ?? []) counts.set(rule, (counts.get(rule) ?? 0) + edits);
  return [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, edits]) => ({ rule, edits, summary: fixTable.get(rule)?.summary ?? "" }));
}

/** A byte order mark is a part of the text here: a patch has to fit. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
