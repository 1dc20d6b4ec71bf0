import type { RawNode } from "@surety/engine-spec/contract";
import { type Pointer, splitPointer } from "@surety/model/pointer";
import { dump } from "js-yaml";
import type { Edit } from "./edit.ts";
import type { SourceChild, SourceNode } from "./source-node.ts";

interface Patch {
  /** What it is a part of: all patches of it are made, or none. */
  readonly owner: object;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Of what is added at one place, the innermost comes first: the one whose container begins last. */
  readonly container?: number;
  /** Something goes here, and nothing can be added right behind it. */
  readonly removes?: true;
}

/** The text cannot take this edit without losing something that is written there, such as a comment. */
class UneditableSource extends Error {}

export interface EditedSource {
  readonly text: string;
  readonly made: readonly Edit[];
  readonly refused: readonly { readonly edit: Edit; readonly reason: string }[];
}

/**
 * The text with edits made where they stand, and every other character, comment and line break as it was. Edits name
 * places of the text as it was, and none lies inside what another replaces. What cannot be made is refused, each for itself.
 */
export function editSource(text: string, root: SourceNode, edits: readonly Edit[], syntax: "json" | "yaml"): EditedSource {
  const editor = new SourceEditor(text, root, syntax);
  const refused: { edit: Edit; reason: string }[] = [];
  const attempts = new Map<object, readonly Edit[]>();
  const attempt = (owner: object, these: readonly Edit[], make: () => void) => {
    try {
      make();
      attempts.set(owner, these);
    } catch (error) {
      if (!(error instanceof UneditableSource)) throw error;
      refused.push(...these.map((edit) => ({ edit, reason: error.message })));
    }
  };
  const removals = new Map<SourceNode, Map<number, Edit>>();
  for (const edit of edits) {
    if (edit.op !== "remove") attempt(edit, [edit], () => editor.add(edit));
    else attempt(removals, [edit], () => editor.collectRemoval(edit, removals));
  }
  attempts.delete(removals);
  for (const [parent, byIndex] of removals)
    for (const run of runsOf(parent, byIndex)) attempt(run, run.edits, () => editor.remove(parent, run));

  const applied = editor.apply();
  for (const owner of applied.overlapping) {
    refused.push(...(attempts.get(owner) ?? []).map((edit) => ({ edit, reason: "another fix changes the same text" })));
    attempts.delete(owner);
  }
  return { text: applied.text, made: [...attempts.values()].flat(), refused };
}

interface Run {
  readonly first: number;
  readonly last: number;
  readonly edits: readonly Edit[];
}

/** Neighbours go together: they share the commas between them. */
function runsOf(parent: SourceNode, byIndex: ReadonlyMap<number, Edit>): Run[] {
  const runs: Run[] = [];
  for (let first = 0; first < parent.children.length; first += 1) {
    const edits: Edit[] = [];
    let next = first;
    for (let edit = byIndex.get(next); edit !== undefined; edit = byIndex.get(next)) {
      edits.push(edit);
      next += 1;
    }
    if (edits.length === 0) continue;
    runs.push({ first, last: next - 1, edits });
    first = next;
  }
  return runs;
}

interface Found {
  readonly node: SourceNode;
  readonly parent: SourceNode | undefined;
  readonly child: SourceChild | undefined;
}

class SourceEditor {
  readonly #text: string;
  readonly #root: SourceNode;
  readonly #syntax: "json" | "yaml";
  readonly #newline: string;
  readonly #patches: Patch[] = [];
  #owner: object = {};

  constructor(text: string, root: SourceNode, syntax: "json" | "yaml") {
    this.#text = text;
    this.#root = root;
    this.#syntax = syntax;
    this.#newline = text.includes("\r\n") ? "\r\n" : "\n";
  }

  add(edit: Exclude<Edit, { readonly op: "remove" }>): void {
    this.#owner = edit;
    const found = this.#find(edit.pointer);
    if (edit.op === "set") this.#set(found, edit.value);
    else if (edit.op === "wrap") this.#wrap(found, edit.name);
    else if (edit.op === "reorder") this.#reorder(found.node, edit.order);
    else this.#append(found, edit.op === "add-member" ? edit.name : null, edit.value);
  }

  collectRemoval(edit: Edit, removals: Map<SourceNode, Map<number, Edit>>): void {
    const { parent, child } = this.#find(edit.pointer);
    if (parent === undefined || child === undefined) throw new UneditableSource("it is the whole document");
    const byIndex = removals.get(parent) ?? new Map<number, Edit>();
    removals.set(parent, byIndex.set(parent.children.indexOf(child), edit));
  }

  /** Takes neighbouring children away. */
  remove(parent: SourceNode, run: Run): void {
    this.#owner = run;
    const { first, last } = run;
    if (last - first + 1 === parent.children.length) this.#replace(parent, parent.kind.endsWith("map") ? "{}" : "[]");
    else this.#removeRun(parent, first, last);
  }

  /** The new text, without what would touch a place that something before it touches. */
  apply(): { readonly text: string; readonly overlapping: ReadonlySet<object> } {
    const patches = this.#patches.toSorted((a, b) => a.start - b.start || a.end - b.end || (b.container ?? 0) - (a.container ?? 0));
    const overlapping = new Set<object>();
    let reached = 0;
    let removed = -1;
    for (const { owner, start, end, removes } of patches) {
      if (start < reached || start === removed) overlapping.add(owner);
      else reached = end;
      if (removes === true) removed = end;
    }
    let text = "";
    let at = 0;
    for (const patch of patches) {
      if (overlapping.has(patch.owner)) continue;
      text += this.#text.slice(at, patch.start) + patch.text;
      at = patch.end;
    }
    return { text: text + this.#text.slice(at), overlapping };
  }

  #patch(patch: Omit<Patch, "owner">): void {
    this.#patches.push({ ...patch, owner: this.#owner });
  }

  #find(pointer: Pointer): Found {
    let found: Found = { node: this.#root, parent: undefined, child: undefined };
    for (const token of splitPointer(pointer)) {
      const parent = found.node;
      const child = parent.children.find(({ name }) => name === token);
      if (child === undefined) throw new UneditableSource("it is written by an alias or a merge key");
      found = { node: child.node, parent, child };
    }
    if (found.node.kind === "alias") throw new UneditableSource("an alias stands there");
    return found;
  }

  #removeRun(parent: SourceNode, first: number, last: number): void {
    const children = parent.children;
    const from = children[first]!;
    const to = children[last]!;
    const next = children[last + 1];
    const before = children[first - 1];
    const startsLine = this.#text.slice(this.#lineStart(from.start), from.start).trim() === "";
    if (parent.kind.startsWith("block") && startsLine) {
      const end = Math.min(this.#lineEnd(to.node) + this.#newline.length, this.#text.length);
      this.#cut(this.#lineStart(from.start), end, from.start, to.node.end);
    } else if (next !== undefined) this.#cut(from.start, next.start, from.start, to.node.end);
    else if (before !== undefined && parent.kind.startsWith("flow")) this.#cut(before.node.end, to.node.end, from.start, to.node.end);
    else throw new UneditableSource("it shares its line");
  }

  /** Takes text away; comments may stand only inside what is removed itself. */
  #cut(start: number, end: number, contentStart: number, contentEnd: number): void {
    const around = this.#text.slice(start, contentStart) + this.#text.slice(contentEnd, end);
    if (this.#syntax === "yaml" && around.includes("#")) throw new UneditableSource("a comment stands beside it");
    this.#patch({ start, end, text: "", removes: true });
  }

  #set({ node }: Found, value: RawNode): void {
    this.#replace(node, this.#flow(value));
  }

  /** The value stays as it is written, on one line. */
  #wrap({ node, parent, child }: Found, name: string): void {
    if (parent === undefined || child === undefined || node.kind !== "scalar") throw new UneditableSource("it is no member of an object");
    const end = this.#endOfContent(node);
    const written = this.#text.slice(child.start, end);
    if (written.includes("\n") || parent.children.some((other) => other.name === name))
      throw new UneditableSource("it is written in several lines");
    if (parent.kind === "block-map") {
      const indent = this.#newline + " ".repeat(child.start - this.#lineStart(child.start));
      this.#patch({ start: child.start, end, text: `${name}:${indent}${this.#indentUnit() || "  "}- ${written}` });
      return;
    }
    const key = this.#syntax === "json" ? JSON.stringify(name) : name;
    const isCompact = this.#syntax === "json" && this.#text[node.start - 1] === ":";
    this.#patch({ start: child.start, end, text: isCompact ? `${key}:[{${written}}]` : `${key}: [{ ${written} }]` });
  }

  #replace(node: SourceNode, text: string): void {
    if (!node.kind.startsWith("block")) {
      this.#patch({ start: node.start, end: this.#endOfContent(node), text });
      return;
    }
    // A block begins on the line after its name; what takes its place stands beside the name.
    const colon = this.#text.slice(0, node.start).trimEnd().length;
    if (this.#text[colon - 1] !== ":") throw new UneditableSource("a comment or an anchor stands before it");
    this.#refuseComments(colon, node.end);
    this.#patch({ start: colon, end: this.#endOfContent(node), text: ` ${text}`, removes: true });
  }

  #append({ node, child }: Found, name: string | null, value: RawNode): void {
    const last = node.children.at(-1);
    if (node.kind.startsWith("block")) {
      const column = node.start - this.#lineStart(node.start);
      const text = dump(name === null ? [value] : { [name]: value }, { lineWidth: -1, noRefs: true }).trimEnd();
      const lines = text.split("\n").map((line) => `${this.#newline}${" ".repeat(column)}${line}`);
      const end = this.#lineEnd(node);
      this.#patch({ start: end, end, text: lines.join(""), container: node.start });
    } else if (node.kind.startsWith("flow")) {
      const label = name === null ? "" : `${JSON.stringify(name)}: `;
      if (last === undefined) this.#patch({ start: node.start, end: node.end, text: this.#wrapped(node, child, label, value) });
      else this.#patch({ start: last.node.end, end: last.node.end, text: this.#nextInFlow(node, label, value) });
    } else throw new UneditableSource("no list or object stands there");
  }

  /** The first member of what was empty. */
  #wrapped(node: SourceNode, child: SourceChild | undefined, label: string, value: RawNode): string {
    const [open, close] = node.kind === "flow-map" ? ["{", "}"] : ["[", "]"];
    const unit = this.#syntax === "json" ? this.#indentUnit() : "";
    if (unit === "") return `${open}${label}${this.#flow(value)}${close}`;
    const indent = this.#indentAt(child?.start ?? node.start);
    const inner = JSON.stringify(value, null, unit).replaceAll("\n", `${this.#newline}${indent}${unit}`);
    return `${open}${this.#newline}${indent}${unit}${label}${inner}${this.#newline}${indent}${close}`;
  }

  #nextInFlow(node: SourceNode, label: string, value: RawNode): string {
    const first = node.children[0]!;
    const gap = this.#text.slice(node.start + 1, first.start);
    if (!gap.includes("\n")) {
      const second = node.children[1];
      const spaced = second === undefined ? this.#indentUnit() !== "" || this.#syntax === "yaml" : /\s/.test(this.#text[second.start - 1]!);
      const text = `${label}${this.#flow(value)}`;
      return spaced ? `, ${text}` : `,${this.#compact(label, value)}`;
    }
    const indent = this.#indentAt(first.start);
    const inner = JSON.stringify(value, null, this.#indentUnit()).replaceAll("\n", `${this.#newline}${indent}`);
    return `,${this.#newline}${indent}${label}${inner}`;
  }

  #compact(label: string, value: RawNode): string {
    return `${label.trimEnd()}${JSON.stringify(value)}`;
  }

  #reorder(node: SourceNode, order: readonly number[]): void {
    const spans = node.children.map((child) =>
      node.kind === "block-list" ? this.#itemLines(child) : { start: child.node.start, end: child.node.end },
    );
    for (const [slot, from] of order.entries()) {
      if (slot === from) continue;
      const { start, end } = spans[slot]!;
      this.#patch({ start, end, text: this.#text.slice(spans[from]!.start, spans[from]!.end) });
    }
  }

  /** An item with the comment above it and the one at the end of its line. */
  #itemLines(child: SourceChild): { readonly start: number; readonly end: number } {
    let start = this.#lineStart(child.start);
    if (this.#text.slice(start, child.start).trim() !== "") throw new UneditableSource("it shares its line");
    for (let above = this.#lineStart(start - 1); start > 0; above = this.#lineStart(start - 1)) {
      if (!this.#text.slice(above, start).trimStart().startsWith("#")) break;
      start = above;
    }
    return { start, end: this.#lineEnd(child.node) };
  }

  #refuseComments(start: number, end: number): void {
    if (/(^|\s)#/.test(this.#text.slice(start, end))) throw new UneditableSource("a comment stands inside it");
  }

  /** A value in one line; JSON is YAML too. */
  #flow(value: RawNode): string {
    const isPlain =
      this.#syntax === "yaml" && typeof value === "string" && /^[A-Za-z][\w ./-]*\w$/.test(value) && dump(value) === `${value}\n`;
    return isPlain ? value : JSON.stringify(value);
  }

  #lineStart(offset: number): number {
    return offset <= 0 ? 0 : this.#text.lastIndexOf("\n", offset - 1) + 1;
  }

  #indentAt(offset: number): string {
    return /^[ \t]*/.exec(this.#text.slice(this.#lineStart(offset), offset))?.[0] ?? "";
  }

  /** The end of the content; a block text ends before the line breaks that follow it. */
  #endOfContent(node: SourceNode): number {
    let end = node.end;
    while (end > node.start && /[\r\n]/.test(this.#text[end - 1]!)) end -= 1;
    return end;
  }

  /** The end of the line where a value ends, before its line break. */
  #lineEnd(node: SourceNode): number {
    const end = this.#text.indexOf("\n", this.#endOfContent(node));
    if (end === -1) return this.#text.length;
    return this.#text[end - 1] === "\r" ? end - 1 : end;
  }

  /** What one level is indented by; empty for a document in one line. */
  #indentUnit(): string {
    return /\n([ \t]+)/.exec(this.#text.slice(0, 10_000))?.[1] ?? "";
  }
}
