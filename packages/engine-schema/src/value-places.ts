import type { Json } from "@surety/model/json";
import type { ValueLeaf } from "./value-leaf.ts";
import type { ValueNode } from "./value-graph.ts";

/** A place inside the values of a schema, reached in the fewest steps. */
export interface Place {
  readonly node: ValueNode;
  readonly path: readonly (string | number)[];
  /** A small whole value with that part in its place. */
  embed(part: Json): Json;
}

const MOST_PLACES = 20_000;

interface Arrival {
  readonly node: ValueNode;
  readonly from: { readonly arrival: Arrival; readonly leaf: ValueLeaf; readonly token: string | number } | null;
}

/** Every place, breadth first, each node once: recursive schemas end. */
export function* placesOf(root: ValueNode): Iterable<Place> {
  const seen = new Set([root]);
  const queue: Arrival[] = [{ node: root, from: null }];
  for (const arrival of queue) {
    yield { node: arrival.node, path: pathOf(arrival), embed: (part) => embed(arrival, part) };
    for (const leaf of arrival.node.leaves) {
      for (const [token, node] of childrenOf(leaf)) {
        if (seen.has(node) || seen.size >= MOST_PLACES) continue;
        seen.add(node);
        queue.push({ node, from: { arrival, leaf, token } });
      }
    }
  }
}

function* childrenOf(leaf: ValueLeaf): Iterable<readonly [string | number, ValueNode]> {
  if (leaf.listed !== null) return;
  if (leaf.at.setting.type === "array") {
    for (const index of leaf.itemPlaces) yield [index, leaf.item(index)];
    return;
  }
  if (leaf.at.setting.type !== "object") return;
  for (const name of leaf.at.required) {
    const node = leaf.member(name);
    if (node !== null) yield [name, node];
  }
  for (const { name, node } of [...leaf.optional, ...leaf.further]) yield [name, node];
}

function pathOf(arrival: Arrival): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let at = arrival.from; at !== null; at = at.arrival.from) path.push(at.token);
  return path.reverse();
}

function embed(arrival: Arrival, part: Json): Json {
  let value = part;
  for (let at = arrival.from; at !== null; at = at.arrival.from) value = at.leaf.holding(at.token, value) ?? value;
  return value;
}
