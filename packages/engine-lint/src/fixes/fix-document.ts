import type { Contract, RawObject, ReadResult } from "@surety/engine-spec/contract";
import { readContract } from "@surety/engine-spec/read-contract";
import type { Syntax } from "@surety/model/contracts";
import type { Finding } from "@surety/model/findings";
import type { Pointer } from "@surety/model/pointer";
import type { Edit } from "./edit.ts";
import { editSource } from "./edit-source.ts";
import { editValue } from "./edit-value.ts";
import { fixTable } from "./fix-table.ts";
import { readJsonSource } from "./read-json-source.ts";
import { readYamlSource } from "./read-yaml-source.ts";
import type { SourceNode } from "./source-node.ts";

export interface FixedDocument {
  /** The document afterwards; the same bytes when nothing was mended. */
  readonly bytes: Uint8Array;
  /** What was done, by rule, in the order of the rules' names. */
  readonly fixes: readonly { readonly rule: string; readonly summary: string; readonly edits: number }[];
  /** Findings that could have been mended if the text allowed it, each with the reason. */
  readonly left: readonly { readonly finding: Finding; readonly reason: string }[];
  /** What is found in the document afterwards. */
  readonly findings: readonly Finding[];
  /** The contract digest is another one: a fix that says so was made. */
  readonly changedContract: boolean;
}

/** One fix can make another possible: an enum that is mended twice, a component that nothing refers to any more. */
const MAX_PASSES = 10;
const MAX_DEPTH = 100;

/**
 * Mends what needs no judgment, in the text itself: comments, order and layout stay. Each result is read again and is
 * exactly the document with these edits, or it is not taken.
 * @param lint what is found in a contract; run again after each pass
 */
export function fixDocument(bytes: Uint8Array, contract: Contract, lint: (contract: Contract) => readonly Finding[]): FixedDocument {
  const done = new Map<string, number>();
  const reasons = new Map<string, string>();
  let current = { bytes, contract, findings: lint(contract) };
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const next = fixOnce(current, reasons, done);
    if (next === null) break;
    current = { ...next, findings: lint(next.contract) };
  }
  return {
    bytes: current.bytes,
    fixes: [...done]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([rule, edits]) => ({ rule, edits, summary: fixTable.get(rule)?.summary ?? "" })),
    left: current.findings.flatMap((finding) => {
      const places = ancestors(finding.pointer).map((pointer) => reasons.get(`${finding.rule} ${pointer}`));
      const reason =
        places.find((each) => each !== undefined) ??
        reasons.get(finding.rule) ??
        fixTable.get(finding.rule)?.leaves?.(current.contract.document, finding);
      return reason === undefined ? [] : [{ finding, reason }];
    }),
    findings: current.findings,
    changedContract: current.bytes !== bytes && current.contract.contractDigest !== contract.contractDigest,
  };
}

interface Current {
  readonly bytes: Uint8Array;
  readonly contract: Contract;
  readonly findings: readonly Finding[];
}

/** All fixes that do not touch each other's places; null when there is nothing (more) to do. */
function fixOnce(current: Current, reasons: Map<string, string>, done: Map<string, number>): Omit<Current, "findings"> | null {
  const planned = planFixes(current.contract.document, current.findings, reasons);
  if (planned.length === 0) return null;
  const together = tryEdits(current, planned);
  if (together !== null) return accept(together, reasons, done);
  // Something in this text is not what it seems: each rule for itself, and those that fail say so.
  for (const rule of new Set(planned.map((each) => each.rule))) {
    const alone = tryEdits(
      current,
      planned.filter((each) => each.rule === rule),
    );
    if (alone !== null) return accept(alone, reasons, done);
    reasons.set(rule, "the text cannot be changed here without changing more");
  }
  return null;
}

export interface PlannedEdit {
  readonly rule: string;
  readonly changesContract: boolean;
  readonly edit: Edit;
}

/** Edits for findings that do not touch each other's places; none where there is a reason to leave it. */
export function planFixes(document: RawObject, findings: readonly Finding[], reasons: ReadonlyMap<string, string>): PlannedEdit[] {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const found = byRule.get(finding.rule);
    if (found === undefined) byRule.set(finding.rule, [finding]);
    else found.push(finding);
  }
  const planned: PlannedEdit[] = [];
  const taken = new Set<Pointer>();
  for (const [rule, found] of byRule) {
    const fix = fixTable.get(rule);
    if (fix === undefined || reasons.has(rule)) continue;
    const open = found.filter(({ pointer }) => !reasons.has(`${rule} ${pointer}`));
    for (const edit of fix.edits(document, open)) {
      if (reasons.has(`${rule} ${edit.pointer}`) || isTaken(edit, taken)) continue;
      planned.push({ rule, edit, changesContract: fix.changesContract === true });
      for (const place of placesOf(edit)) taken.add(place);
    }
  }
  return withoutInner(planned);
}

/** The places that an edit claims for itself. Adding claims nothing: two members can be added to one object. */
function placesOf(edit: Edit): Pointer[] {
  return edit.op === "add-item" || edit.op === "add-member" ? [] : [edit.pointer];
}

function isTaken(edit: Edit, taken: ReadonlySet<Pointer>): boolean {
  return ancestors(edit.pointer).some((pointer) => taken.has(pointer));
}

/** An edit inside what another edit removes or moves waits for the next pass. */
function withoutInner(planned: readonly PlannedEdit[]): PlannedEdit[] {
  const outer = new Set(planned.flatMap(({ edit }) => placesOf(edit)));
  return planned.filter(({ edit }) => !ancestors(edit.pointer).some((pointer) => pointer !== edit.pointer && outer.has(pointer)));
}

/** The pointer and all that it lies in. */
function ancestors(pointer: Pointer): Pointer[] {
  const all: Pointer[] = [];
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
    all.push(at);
    if (at === "") return all;
  }
}

interface Tried {
  readonly bytes: Uint8Array;
  readonly contract: Contract;
  readonly made: readonly PlannedEdit[];
  readonly refused: readonly { readonly rule: string; readonly pointer: Pointer; readonly reason: string }[];
}

/** The document with these edits, read again; null when it would not be exactly that, or another contract without saying so. */
function tryEdits({ bytes, contract }: Current, planned: readonly PlannedEdit[]): Tried | null {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = new TextDecoder().decode(bytes);
  const root = sourceOf(text, contract.syntax);
  if (root === null) return null;
  const byEdit = new Map(planned.map((each) => [each.edit, each]));
  const edited = editSource(text, root, [...byEdit.keys()], contract.syntax);
  const made = edited.made.flatMap((edit) => byEdit.get(edit) ?? []);
  const read: ReadResult = readContract(new TextEncoder().encode(`${hasMark ? "\uFEFF" : ""}${edited.text}`));
  if (!read.ok) return null;
  const expected = editValue(contract.document, edited.made) as RawObject;
  if (JSON.stringify(read.contract.document) !== JSON.stringify(expected)) return null;
  const mayChange = made.some(({ changesContract }) => changesContract);
  if (!mayChange && read.contract.contractDigest !== contract.contractDigest) return null;
  return {
    bytes: new TextEncoder().encode(`${hasMark ? "\uFEFF" : ""}${edited.text}`),
    contract: read.contract,
    made,
    refused: edited.refused.map(({ edit, reason }) => ({ rule: byEdit.get(edit)?.rule ?? "", pointer: edit.pointer, reason })),
  };
}

export function sourceOf(text: string, syntax: Syntax): SourceNode | null {
  return syntax === "json" ? readJsonSource(text) : readYamlSource(text, MAX_DEPTH);
}

function accept(
  { bytes, contract, made, refused }: Tried,
  reasons: Map<string, string>,
  done: Map<string, number>,
): Omit<Current, "findings"> | null {
  for (const { rule, pointer, reason } of refused) reasons.set(`${rule} ${pointer}`, reason);
  for (const { rule } of made) done.set(rule, (done.get(rule) ?? 0) + 1);
  return made.length === 0 ? null : { bytes, contract };
}
