import type { Contract, RawNode } from "@surety/engine-spec/contract";
import type { Words } from "@surety/engine-schema/pattern-language";

type Search = (matching: readonly string[], refused: readonly string[], minLength: number) => Words;

/** From so many bytes on, loading the automata costs nothing beside the rest. */
const LARGE = 100_000;

let search: Search | null = null;

/**
 * Stands in the bundle where `pattern-language.ts` of engine-schema does (see build.mjs), so that its automata, a
 * megabyte of code, are read only when a document has patterns.
 */
export function wordsOf(matching: readonly string[], refused: readonly string[], minLength: number): Words {
  if (search === null) throw new Error("The automata of regular expressions are not loaded.");
  return search(matching, refused, minLength);
}

/** Loads what comparing this contract takes. Invariant: every contract that the command line compares passes here (documents.ts). */
export async function loadPatternsFor({ byteLength, document }: Contract): Promise<void> {
  if (search === null && (byteLength >= LARGE || mentionsPatterns(document))) await loadPatterns();
}

/** Loads what comparing any contracts takes. */
export async function loadPatterns(): Promise<void> {
  search = (await import("@surety/engine-schema/pattern-language")).wordsOf;
}

function mentionsPatterns(document: RawNode): boolean {
  const open = [document];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== "object" || node === null) continue;
    if (!Array.isArray(node) && ("pattern" in node || "patternProperties" in node)) return true;
    open.push(...Object.values(node));
  }
  return false;
}
