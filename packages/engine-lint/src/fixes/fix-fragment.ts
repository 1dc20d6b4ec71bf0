import type { RawObject } from "@surety/engine-spec/contract";
import { readFragment } from "@surety/engine-spec/read-fragment";
import type { Finding } from "@surety/model/findings";
import type { Pointer } from "@surety/model/pointer";
import { editSource } from "./edit-source.ts";
import { editValue } from "./edit-value.ts";
import { planFixes, sourceOf } from "./fix-document.ts";
import { LOCAL_FIXES } from "./local-fixes.ts";

/** A file that a contract refers to, in the contract with all of its files in it. */
export interface FragmentPlace {
  readonly document: RawObject;
  /** Where the file stands in the document. */
  readonly at: Pointer;
  /** Of the document. */
  readonly findings: readonly Finding[];
}

export interface FixedFragment {
  readonly bytes: Uint8Array;
  /** How many edits were made, by rule. */
  readonly fixes: ReadonlyMap<string, number>;
  readonly changesContract: boolean;
}

/** One pass of fixes in the text of a file that a contract refers to; null when there is nothing to do, or not without changing more. */
export function fixFragment(bytes: Uint8Array, { document, at, findings }: FragmentPlace): FixedFragment | null {
  const isInside = (pointer: Pointer): boolean => pointer === at || pointer.startsWith(`${at}/`);
  const own = findings.filter(({ rule, pointer }) => LOCAL_FIXES.has(rule) && isInside(pointer));
  const planned = planFixes(document, own, new Map()).filter(({ edit }) => isInside(edit.pointer));
  const before = readFragment(bytes);
  if (planned.length === 0 || !before.ok) return null;
  const byEdit = new Map(planned.map((each) => [{ ...each.edit, pointer: each.edit.pointer.slice(at.length) }, each]));
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const syntax = isJson(text.slice(mark.length)) ? "json" : "yaml";
  const root = sourceOf(text.slice(mark.length), syntax);
  if (root === null) return null;
  const edited = editSource(text.slice(mark.length), root, [...byEdit.keys()], syntax);
  const mended = new TextEncoder().encode(mark + edited.text);
  const after = readFragment(mended);
  const expected = editValue(before.fragment.value, edited.made);
  if (edited.made.length === 0 || !after.ok || JSON.stringify(after.fragment.value) !== JSON.stringify(expected)) return null;
  const made = [...byEdit].flatMap(([edit, each]) => (edited.made.includes(edit) ? [each] : []));
  const fixes = new Map<string, number>();
  for (const { rule } of made) fixes.set(rule, (fixes.get(rule) ?? 0) + 1);
  return { bytes: mended, fixes, changesContract: made.some(({ changesContract }) => changesContract) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
