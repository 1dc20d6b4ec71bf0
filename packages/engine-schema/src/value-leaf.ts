import type { Json } from "@surety/model/json";
import { found } from "./answer.ts";
import type { Answer } from "./answer.ts";
import type { Fact, Literal } from "./facts.ts";
import { isJsonObject } from "./json-values.ts";
import type { Location } from "./location.ts";
import { memberLiterals } from "./member-literals.ts";
import { OutOfBudget } from "./out-of-budget.ts";
import type { ValueNode } from "./value-graph.ts";
import { wordsOf } from "./pattern-language.ts";

export interface Member {
  readonly name: string;
  readonly node: ValueNode;
}

const MOST_WORDS = 40;
const FRESH_NAMES = ["extra", "other", "x-more", "key"];

/** One way to satisfy what is asked of a place: a type, and facts without alternatives. */
export class ValueLeaf {
  readonly node: ValueNode;
  readonly at: Location;
  /** The only values, all checked; null when there is no list. */
  readonly listed: readonly Json[] | null;
  #smallest: Answer | null = null;
  #optional: readonly Member[] | null = null;
  #further: readonly Member[] | null = null;
  #words: readonly string[] | null = null;
  readonly #members = new Map<string, ValueNode | null>();
  readonly #items = new Map<number, ValueNode>();

  constructor(node: ValueNode, at: Location, listed: readonly Json[] | null) {
    this.node = node;
    this.at = at;
    this.listed = listed;
  }

  /** A small value; null when none was found. */
  get smallest(): { readonly value: Json } | null {
    this.#smallest ??= this.#solve();
    return this.#smallest.found === "yes" ? this.#smallest : null;
  }

  #solve(): Answer {
    const { graph, literals } = this.node;
    const [first] = this.listed ?? [];
    if (this.listed !== null) return first === undefined ? { found: "no" } : found(first);
    const answer = graph.solveLeaf(this.at);
    if (answer.found !== "yes" || graph.satisfies(literals, answer.value)) return answer;
    return { found: "unknown", reason: "the value that was found could not be confirmed" };
  }

  /** Parts of the value are asked for without their places being known. */
  get isIntricate(): boolean {
    const { at } = this;
    if (at.setting.type === "object") return at.someMembers.length > 0;
    return at.someItems.length > 0 || at.contains.length > 0 || at.repeated;
  }

  /** What is asked of the member; null when there can be none of that name, or that cannot be told. */
  member(name: string): ValueNode | null {
    const known = this.#members.get(name);
    if (known !== undefined) return known;
    const { graph } = this.node;
    const literals = this.#literalsFor(name);
    const node = literals === null ? null : graph.node(literals);
    this.#members.set(name, node);
    return node;
  }

  #literalsFor(name: string): readonly Literal[] | null {
    try {
      return memberLiterals(this.at, this.at.sendable, name, this.node.graph.view);
    } catch (error) {
      if (error instanceof OutOfBudget) return null;
      throw error;
    }
  }

  item(index: number): ValueNode {
    const { at } = this;
    const uniformFrom = Math.max(0, ...at.itemLiterals.map((other) => other.index + 1), ...at.restItems.map(({ from }) => from));
    const place = Math.min(index, uniformFrom);
    const known = this.#items.get(place);
    if (known !== undefined) return known;
    const own = at.itemLiterals.filter((other) => other.index === place).map(({ literal }) => literal);
    const rest = at.restItems.filter(({ from }) => place >= from).map(({ literal }) => literal);
    const node = this.node.graph.node([...own, ...rest]);
    this.#items.set(place, node);
    return node;
  }

  /** Indexes of items that differ from each other in what is asked of them. */
  get itemPlaces(): readonly number[] {
    const ends = [...this.at.itemLiterals.map((other) => other.index), ...this.at.restItems.map(({ from }) => from)];
    return [...new Set(ends)].filter((index) => index < this.at.maxSize).sort((left, right) => left - right);
  }

  /** Members that are spoken of, may be absent, and can have a value. */
  get optional(): readonly Member[] {
    this.#optional ??= [...this.at.members.keys()].filter((name) => !this.at.required.has(name)).flatMap((name) => this.#able(name));
    return this.#optional;
  }

  /** A member for each pattern of names, and one with a name that nothing speaks of. */
  get further(): readonly Member[] {
    this.#further ??= this.#findFurther();
    return this.#further;
  }

  #findFurther(): readonly Member[] {
    const { at, node } = this;
    const names: string[] = [];
    const taken: Fact = { on: "excluded", values: [...at.required, ...at.members.keys()] };
    for (const { pattern } of at.matching) {
      const facts: Fact[] = [taken, { on: "pattern", text: pattern, holds: true }];
      const name = node.graph.solveText(facts, at.nameLiterals);
      if (name.found === "yes" && typeof name.value === "string") names.push(name.value);
    }
    const fresh = FRESH_NAMES.find((name) => !at.required.has(name) && !at.members.has(name) && this.#able(name).length > 0);
    if (fresh !== undefined) names.push(fresh);
    else if (at.sendable === null && at.nameLiterals.length > 0) {
      const name = node.graph.solveText([taken], at.nameLiterals);
      if (name.found === "yes" && typeof name.value === "string") names.push(name.value);
    }
    return [...new Set(names)].flatMap((name) => this.#able(name));
  }

  #able(name: string): readonly Member[] {
    const node = this.member(name);
    return node !== null && node.smallest.found === "yes" ? [{ name, node }] : [];
  }

  /** Some strings that match the patterns, shortest first; none when automata do not tell. */
  get words(): readonly string[] {
    this.#words ??= this.#findWords();
    return this.#words;
  }

  #findWords(): readonly string[] {
    const patterns = this.at.texts.filter(({ on }) => on === "pattern");
    const matching = patterns.filter(({ holds }) => holds).map(({ text }) => text);
    if (matching.length === 0 || this.at.minSize > 200) return [];
    const refused = patterns.filter(({ holds }) => !holds).map(({ text }) => text);
    const words = wordsOf(matching, refused, this.at.minSize);
    const result: string[] = [];
    if (!words.exact) return result;
    try {
      for (const word of words.shown) {
        result.push(word);
        if (result.length >= MOST_WORDS) break;
      }
    } catch (error) {
      if (!(error instanceof OutOfBudget)) throw error;
    }
    return result;
  }

  /** The smallest value with a member, or an item, in place. */
  holding(token: string | number, value: Json): Json | null {
    const base = this.smallest?.value ?? null;
    if (typeof token === "string") {
      const result: { [name: string]: Json } = Object.create(null);
      if (isJsonObject(base)) Object.assign(result, base);
      result[token] = value;
      return result;
    }
    const items: Json[] = Array.isArray(base) ? [...base] : [];
    for (let index = items.length; index < token; index += 1) {
      const filler = this.item(index).smallest;
      if (filler.found !== "yes") return null;
      items.push(filler.value);
    }
    items[token] = value;
    return items;
  }
}
