import type { Json } from "@surety/model/json";
import type { Answer } from "./answer.ts";
import { found, NONE } from "./answer.ts";
import type { Literal } from "./facts.ts";
import { isJsonArray, isJsonObject, jsonKey } from "./json-values.ts";
import { makeScalar } from "./make-scalar.ts";
import type { Random } from "./random.ts";
import type { Search } from "./search.ts";
import { solveArray } from "./solve-array.ts";
import { solveObject } from "./solve-object.ts";
import { OutOfBudget } from "./out-of-budget.ts";
import { suitDiscriminators } from "./suit-discriminators.ts";
import type { ValueNode } from "./value-graph.ts";
import type { ValueLeaf } from "./value-leaf.ts";

const MOST_DEEP = 9;
const MOST_ITEMS = 5;
const STEPS_FOR_INTRICATE = 400;

/** How much a value may still grow. */
export interface Growth {
  readonly random: Random;
  /** Parts of a value that may still be made beyond what is required. */
  room: number;
  /** How readily optional parts are added, 0 to 1. */
  readonly appetite: number;
}

/** A random value that satisfies what is asked of a place; null when none is known. */
export function makeValue(node: ValueNode, growth: Growth, depth = 0): { readonly value: Json } | null {
  growth.room -= 1;
  const smallest = (): { readonly value: Json } | null => (node.smallest.found === "yes" ? node.smallest : null);
  if (depth > MOST_DEEP || growth.room < 0) return smallest() ?? node.leaves[0]?.smallest ?? null;
  const leaf = growth.random.pick(node.leaves);
  if (leaf === undefined) return smallest();
  const value = leaf.listed === null ? makeOfLeaf(leaf, growth, depth) : growth.random.pick(leaf.listed);
  return value === undefined ? leaf.smallest : { value };
}

function makeOfLeaf(leaf: ValueLeaf, growth: Growth, depth: number): Json | undefined {
  const { type } = leaf.at.setting;
  if (type !== "array" && type !== "object") return makeScalar(leaf, growth.random);
  const base = leaf.isIntricate ? makeIntricate(leaf, growth, depth) : null;
  const made = type === "array" ? makeArray(leaf, growth, depth, base) : makeObject(leaf, growth, depth, base);
  if (made === undefined) return base ?? undefined;
  const { graph, literals } = leaf.node;
  const suited = isJsonObject(made) ? suitDiscriminators(literals, made, graph.view) : made;
  if (suited !== made && graph.satisfies(literals, suited)) return suited;
  return base !== null && !graph.satisfies(literals, made) ? base : made;
}

/** What the facts need, with random parts. */
function makeIntricate(leaf: ValueLeaf, growth: Growth, depth: number): Json | null {
  const { graph } = leaf.node;
  let left = STEPS_FOR_INTRICATE;
  const search: Search = {
    view: graph.view,
    index: graph.index,
    solve: (literals: readonly Literal[]): Answer => {
      const node = graph.node(literals);
      if (node.smallest.found !== "yes") return node.smallest;
      const made = makeValue(node, growth, depth + 1);
      return made === null || !graph.satisfies(literals, made.value) ? node.smallest : found(made.value);
    },
    solveText: (facts, literals) => graph.solveText(facts, literals),
    spend: (steps = 1) => {
      left -= steps;
      if (left < 0) throw new OutOfBudget();
    },
  };
  const at = leaf.at.copy();
  const answer = withinBudget(() => (at.setting.type === "array" ? solveArray(at, search) : solveObject(at, search)));
  if (answer.found === "yes" && graph.satisfies(leaf.node.literals, answer.value)) return answer.value;
  return leaf.smallest?.value ?? null;
}

function withinBudget(question: () => Answer): Answer {
  try {
    return question();
  } catch (error) {
    if (error instanceof OutOfBudget || error instanceof RangeError) return NONE;
    throw error;
  }
}

function makeArray(leaf: ValueLeaf, growth: Growth, depth: number, base: Json | null): Json | undefined {
  const { at } = leaf;
  const { random } = growth;
  const fewest = Math.max(at.minSize, at.itemsPresent);
  if (fewest > 400) return undefined;
  const items: Json[] = isJsonArray(base) ? [...base] : [];
  const wish = random.chance(growth.appetite) ? random.below(MOST_ITEMS) : random.below(2);
  const length = Math.max(fewest, Math.min(at.maxSize, items.length + wish));
  const known = new Set(at.unique ? items.map(jsonKey) : []);
  for (let index = items.length, tries = 0; index < length && tries < length * 3 + 6; tries += 1) {
    const made = makeValue(leaf.item(index), growth, depth + 1);
    if (made === null) break;
    const key = at.unique ? jsonKey(made.value) : "";
    if (at.unique && known.has(key)) continue;
    known.add(key);
    items.push(made.value);
    index += 1;
  }
  return items.length < fewest ? undefined : items;
}

function makeObject(leaf: ValueLeaf, growth: Growth, depth: number, base: Json | null): Json | undefined {
  const { at } = leaf;
  const { random } = growth;
  const members: { [name: string]: Json } = Object.create(null);
  if (isJsonObject(base)) Object.assign(members, base);
  let count = Object.keys(members).length;
  const add = (name: string, node: ValueNode | null): boolean => {
    if (name in members) return true;
    const made = node === null ? null : makeValue(node, growth, depth + 1);
    if (made === null) return false;
    members[name] = made.value;
    count += 1;
    return true;
  };
  for (const name of at.required) if (!add(name, leaf.member(name))) return undefined;
  const others = random.shuffled(leaf.optional);
  const appetite = growth.appetite * (depth === 0 ? 1 : Math.min(1, 12 / (others.length + 1)));
  for (const { name, node } of others) {
    if (count >= at.maxSize) break;
    const needed = count < at.minSize;
    if (needed || (growth.room > 0 && random.chance(appetite))) add(name, node);
  }
  for (const { name, node } of leaf.further) {
    if (count >= at.maxSize) break;
    if (count < at.minSize || (growth.room > 0 && random.chance(growth.appetite * 0.4))) add(name, node);
  }
  for (let turn = 0; count < at.minSize && turn < 64; turn += 1) {
    for (const { name } of leaf.further) if (count < at.minSize) add(`${name}${turn}`, leaf.member(`${name}${turn}`));
    if (leaf.further.length === 0) break;
  }
  return count < at.minSize ? undefined : members;
}
