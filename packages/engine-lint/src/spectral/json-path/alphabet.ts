import { filterNeeds } from "./filter-needs.ts";
import type { JsonPath, Step } from "./json-path.ts";

/** The key is none that a path names. */
export const OTHER_WORD = 0;
/** Set for every place, objects and lists, and the members that filters ask for: see {@link Alphabet.traitOf}. */
export const ANY_TRAIT = 1 << 31;
export const CONTAINER_TRAIT = 1 << 30;
const MOST_TRAITS = 29;

/**
 * The keys that paths name, as numbers; and of those which filters ask for, as bits. A place is known to paths by its
 * key's word and its traits: two places that have the same are the same to them.
 */
export class Alphabet {
  readonly names: readonly string[];
  /** Whether entries of lists can be named. */
  readonly namesEntries: boolean;
  readonly #words: ReadonlyMap<string, number>;
  readonly #traits: number;
  /** Words of the objects and lists in which texts, numbers, booleans and nulls count under any key; null: in all of them. */
  readonly #wide: ReadonlySet<number> | null;

  constructor(paths: readonly JsonPath[]) {
    const asked = new Set<string>();
    const named = new Set<string>();
    for (const { steps } of paths) {
      for (const step of steps) {
        if (step.kind === "names") for (const name of step.names) named.add(name);
        if (step.kind !== "filter") continue;
        const { members, property } = filterNeeds(step.expression);
        for (const member of members ?? []) asked.add(member);
        if (property !== undefined) named.add(property);
      }
    }
    this.names = ["", ...new Set([...asked, ...named])];
    this.namesEntries = this.names.some((name) => /^\d+$/.test(name));
    this.#traits = Math.min(asked.size, MOST_TRAITS);
    this.#words = new Map(this.names.slice(1).map((name, index) => [name, index + 1]));
    const wide = paths.map(({ steps }) => wideNames(steps));
    this.#wide = wide.includes(undefined) ? null : new Set(wide.flatMap((names) => names ?? []).map((name) => this.wordOf(name)));
  }

  wordOf(key: string): number {
    return this.#words.get(key) ?? OTHER_WORD;
  }

  /** What an object has by a member of that word. */
  traitOf(word: number): number {
    return word <= this.#traits && word !== OTHER_WORD ? 1 << word : 0;
  }

  /** What a place must have for a filter to be worth asking. */
  traitsAsked(members: ReadonlySet<string> | undefined): number {
    if (members === undefined) return ANY_TRAIT;
    let traits = 0;
    for (const member of members) traits |= this.traitOf(this.wordOf(member)) || CONTAINER_TRAIT;
    return traits;
  }

  /** Whether a text, number, boolean or null whose key no path names can still mean something to one, in an object or list of that word. */
  isWide(word: number): boolean {
    return this.#wide === null || this.#wide.has(word);
  }
}

/** Names of the objects and lists in which a path may match any member, be it no object or list; undefined: it may do so anywhere. */
function wideNames(steps: readonly Step[]): readonly string[] | undefined {
  const names: string[] = [];
  for (const [index, step] of steps.entries()) {
    const [before, after] = [steps[index - 1], steps[index + 1]];
    if (step.kind === "names" || step.kind === "parent") continue;
    if (step.kind === "any") {
      if (after !== undefined && after.kind !== "parent" && after.kind !== "everything") continue;
      if (step.deep || before?.kind !== "names") return undefined;
      names.push(...before.names);
    } else if (step.kind !== "filter") return undefined;
    else {
      const { members, property } = filterNeeds(step.expression);
      if (members === undefined && property === undefined) return undefined;
    }
  }
  return names;
}
