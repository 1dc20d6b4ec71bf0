import type { Pointer } from "@surety/model/pointer";
import { PointerTree } from "./pointer-tree.ts";
import type { YamlOutline } from "./yaml-outline.ts";

/** As {@link locateInJson}, from the outline that parsing left. */
export function locateInYaml(outline: YamlOutline, pointers: Iterable<Pointer>): Map<Pointer, number> {
  const found = new Map<Pointer, number>();
  const root = PointerTree.of(pointers);
  for (const pointer of root.pointers) found.set(pointer, 0);
  if (!outline.isEmpty) locateChildren(outline, 0, root, 0, found);
  return found;
}

function locateChildren(outline: YamlOutline, node: number, wanted: PointerTree, place: number, found: Map<Pointer, number>): void {
  if (wanted.children.size === 0) return;
  const missing = new Set(wanted.children.keys());
  outline.forEachChild(node, (name, child, offset) => {
    const tree = wanted.children.get(name);
    if (!tree || !missing.delete(name)) return;
    for (const pointer of tree.pointers) found.set(pointer, offset);
    locateChildren(outline, child, tree, offset, found);
  });
  for (const token of missing) for (const pointer of wanted.children.get(token)!.all()) found.set(pointer, place);
}
