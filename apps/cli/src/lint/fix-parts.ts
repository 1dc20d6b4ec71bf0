import { readFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { fixFragment } from "@surety/engine-lint/fixes/fix-fragment";
import { suppressFindings } from "@surety/engine-lint/suppress-findings";
import type { Finding } from "@surety/model/findings";
import { BundledContract } from "../bundled-contract.ts";
import { type DocumentFile, readDocument } from "../documents.ts";
import type { LoadedRuleset } from "./load-ruleset.ts";

export interface FixedParts {
  /** The document with its files as they are afterwards. */
  readonly file: DocumentFile;
  /** What was mended in them, by rule. */
  readonly fixes: ReadonlyMap<string, number>;
  /** Each file that is another now: its name from the document's folder, its path, and what it was and is. */
  readonly changes: readonly { readonly name: string; readonly path: string; readonly before: Uint8Array; readonly after: Uint8Array }[];
}

const MAX_PASSES = 5;

/**
 * Mends the local files that a document refers to, where a fix needs nothing but the place itself; nothing is written. A
 * result that would be another contract without saying so is not taken. Packages are not ours to mend.
 */
export async function fixParts(given: DocumentFile, contract: BundledContract, rules: LoadedRuleset): Promise<FixedParts> {
  const originals = new Map<string, { readonly name: string; readonly bytes: Uint8Array }>();
  const fixes = new Map<string, number>();
  let current = { file: given, contract };
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const findings = countedFindings(current.contract, rules);
    // All at once; where that is another contract, each rule for itself.
    const attempts = [findings, ...new Set(findings.map(({ rule }) => rule))];
    let next: Awaited<ReturnType<typeof tryFixes>> = null;
    for (const attempt of attempts) {
      const some = typeof attempt === "string" ? findings.filter(({ rule }) => rule === attempt) : attempt;
      next = await tryFixes(current, some, originals);
      if (next === "nothing") break;
      if (next !== null) break;
    }
    if (next === null || next === "nothing") break;
    for (const [rule, count] of next.fixes) fixes.set(rule, (fixes.get(rule) ?? 0) + count);
    current = next;
  }
  const changes = [...(current.file.changed ?? [])].map(([path, after]) => {
    const { name, bytes: before } = originals.get(path) ?? { name: path, bytes: after };
    return { name, path, before, after };
  });
  return { file: current.file, fixes, changes };
}

interface Current {
  readonly file: DocumentFile;
  readonly contract: BundledContract;
}

/** Null when the result would be another contract. */
async function tryFixes(
  { file, contract }: Current,
  findings: readonly Finding[],
  originals: Map<string, { readonly name: string; readonly bytes: Uint8Array }>,
): Promise<(Current & { readonly fixes: ReadonlyMap<string, number> }) | "nothing" | null> {
  const changed = new Map(file.changed);
  const fixes = new Map<string, number>();
  let mayChange = false;
  for (const { name, pointer } of contract.places) {
    const path = join(dirname(file.path ?? ""), name);
    if (path.includes(`${sep}node_modules${sep}`)) continue;
    const bytes = changed.get(path) ?? (await readFile(path));
    const fixed = fixFragment(bytes, { document: contract.document, at: pointer, findings });
    if (fixed === null) continue;
    if (!originals.has(path)) originals.set(path, { name, bytes });
    changed.set(path, fixed.bytes);
    mayChange ||= fixed.changesContract;
    for (const [rule, count] of fixed.fixes) fixes.set(rule, (fixes.get(rule) ?? 0) + count);
  }
  if (fixes.size === 0) return "nothing";
  const next = { ...file, changed };
  const after = await readDocument(next);
  const isSame = after.contractDigest === contract.contractDigest;
  return after instanceof BundledContract && (isSame || mayChange) ? { file: next, contract: after, fixes } : null;
}

function countedFindings(contract: BundledContract, rules: LoadedRuleset): readonly Finding[] {
  return suppressFindings(contract, rules.lint(contract).findings, new Date().toISOString().slice(0, 10)).findings;
}
