import type { RawNode, RawObject } from "@surety/engine-spec/contract";
import { splitPointer } from "@surety/model/pointer";
import type { Edit } from "./edit.ts";

/** What a document is after edits; all of them name places of the document as it was. The given one stays as it is. */
export function editValue(document: RawNode, edits: readonly Edit[]): RawNode {
  return editNode(document, plan(edits));
}

/** Edits by the place that they change, as a tree of tokens. */
interface Plan {
  readonly own: Edit[];
  readonly below: Map<string, Plan>;
}

function plan(edits: readonly Edit[]): Plan {
  const root: Plan = { own: [], below: new Map() };
  for (const edit of edits) {
    let at = root;
    for (const token of splitPointer(edit.pointer)) {
      let next = at.below.get(token);
      if (next === undefined) at.below.set(token, (next = { own: [], below: new Map() }));
      at = next;
    }
    at.own.push(edit);
  }
  return root;
}

function editNode(node: RawNode, { own, below }: Plan): RawNode {
  const replaced = own.find((edit) => edit.op === "set");
  if (replaced?.op === "set") return replaced.value;
  if (Array.isArray(node)) return editArray(node, own, below);
  if (typeof node === "object" && node !== null) return editObject(node, own, below);
  return node;
}

function editArray(node: readonly RawNode[], own: readonly Edit[], below: Plan["below"]): RawNode[] {
  const isRemoved = (index: number) => below.get(String(index))?.own.some((edit) => edit.op === "remove") ?? false;
  const reorder = own.find((edit) => edit.op === "reorder");
  const order = reorder?.op === "reorder" ? reorder.order : node.map((_, index) => index);
  const items = order.flatMap((index) => {
    const item = node[index];
    if (item === undefined || isRemoved(index)) return [];
    const inner = below.get(String(index));
    return [inner === undefined ? item : editNode(item, inner)];
  });
  for (const edit of own) if (edit.op === "add-item") items.push(edit.value);
  return items;
}

function editObject(node: RawObject, own: readonly Edit[], below: Plan["below"]): RawObject {
  const members: RawObject = Object.create(null);
  for (const [name, value] of Object.entries(node)) {
    const inner = below.get(name);
    if (inner?.own.some((edit) => edit.op === "remove")) continue;
    const wrap = inner?.own.find((edit) => edit.op === "wrap");
    if (wrap?.op === "wrap") members[wrap.name] = [Object.assign(Object.create(null), { [name]: value })];
    else members[name] = inner === undefined ? value : editNode(value, inner);
  }
  for (const edit of own) if (edit.op === "add-member") members[edit.name] = edit.value;
  return members;
}
