import type { Json } from "@surety/model/json";
import type { Answer } from "./answer.ts";
import { firstOf, found, NONE, unknown } from "./answer.ts";
import type { Literal } from "./facts.ts";
import type { Location } from "./location.ts";
import type { Search } from "./search.ts";

const LONGEST = 400;
const MOST_PLACES = 12;

/** An array that satisfies the facts, as short as they allow. */
export function solveArray(at: Location, search: Search): Answer {
  return new ArraySearch(at, search).solve();
}

type Extra = ReadonlyMap<number, readonly Literal[]>;

class ArraySearch {
  readonly #at: Location;
  readonly #search: Search;
  /** From this index on all items behave alike. */
  readonly #uniformFrom: number;

  constructor(at: Location, search: Search) {
    this.#at = at;
    this.#search = search;
    const ends = [
      ...at.itemLiterals.map(({ index }) => index + 1),
      ...at.restItems.map(({ from }) => from),
      ...at.someItems.map(({ from }) => from),
    ];
    this.#uniformFrom = Math.max(0, ...ends);
  }

  /**
   * Lengths are tried upwards. Beyond the last length every array has an item that no fact needs: without it the
   * array satisfies them as well, so nothing is missed.
   */
  solve(): Answer {
    const at = this.#at;
    const fewest = Math.max(at.minSize, at.itemsPresent, at.repeated ? 2 : 0);
    const needed = at.contains.reduce((sum, { minimum }) => sum + minimum, 0) + at.someItems.length + (at.repeated ? 2 : 0);
    const most = Math.min(at.maxSize, Math.max(fewest, this.#uniformFrom) + needed);
    if (fewest > LONGEST) return at.maxSize < fewest ? NONE : unknown("the array would have to be long");
    const end = Math.min(most, fewest + MOST_PLACES);
    const lengths = Array.from({ length: Math.max(0, end - fewest + 1) }, (_, index) => fewest + index);
    const answer = firstOf(lengths, (length) => this.#ofLength(length));
    return answer.found === "no" && end < most ? unknown("longer arrays were not tried") : answer;
  }

  #literalsAt(index: number, extra: Extra): readonly Literal[] {
    const own = this.#at.itemLiterals.filter((other) => other.index === index).map(({ literal }) => literal);
    const rest = this.#at.restItems.filter(({ from }) => index >= from).map(({ literal }) => literal);
    return [...own, ...rest, ...(extra.get(index) ?? [])];
  }

  #ofLength(length: number): Answer {
    return this.#placeSome(length, 0, new Map());
  }

  /** Places to try: all special ones, and enough of the uniform ones. */
  #places(from: number, length: number): number[] {
    const last = Math.min(length, Math.max(from, this.#uniformFrom) + Math.max(MOST_PLACES, this.#at.someItems.length + 2));
    return Array.from({ length: Math.max(0, last - from) }, (_, index) => from + index);
  }

  #placeSome(length: number, next: number, extra: Extra): Answer {
    const some = this.#at.someItems[next];
    if (some === undefined) return this.#placeContains(length, 0, extra);
    return firstOf(this.#places(some.from, length), (index) => {
      this.#search.spend();
      const literals = [...(extra.get(index) ?? []), ...some.literals];
      const value = this.#search.solve([...this.#literalsAt(index, extra), ...some.literals]);
      return value.found === "yes" ? this.#placeSome(length, next + 1, new Map(extra).set(index, literals)) : value;
    });
  }

  #placeContains(length: number, next: number, extra: Extra): Answer {
    const contains = this.#at.contains[next];
    if (contains === undefined) return this.#pair(length, extra);
    if (contains.minimum > length) return NONE;
    if (contains.minimum > 0 && length > MOST_PLACES * 2) return unknown("many items would have to be matched");
    if (contains.maximum < length && length > MOST_PLACES * 2) return unknown("many items would have to be matched");
    const most = contains.maximum === Infinity ? contains.minimum : Math.min(contains.maximum, length);
    const counts = Array.from({ length: Math.max(0, most - contains.minimum + 1) }, (_, index) => contains.minimum + index);
    return firstOf(counts, (count) =>
      firstOf(choose(length, count), (picked) => {
        this.#search.spend();
        const after = new Map(extra);
        for (let index = 0; index < length; index += 1) {
          const matches = picked.has(index);
          if (!matches && contains.maximum === Infinity) continue;
          after.set(index, [...(after.get(index) ?? []), matches ? contains.literal : { ...contains.literal, positive: false }]);
        }
        return this.#placeContains(length, next + 1, after);
      }),
    );
  }

  /** With two equal items when they are asked for. */
  #pair(length: number, extra: Extra): Answer {
    if (!this.#at.repeated) return this.#values(length, extra, null);
    const places = this.#places(0, length);
    const pairs = places.flatMap((left) => places.filter((right) => right > left).map((right): [number, number] => [left, right]));
    return firstOf(pairs, (pair) => this.#values(length, extra, pair));
  }

  #values(length: number, extra: Extra, equal: readonly [number, number] | null): Answer {
    const values: Json[] = [];
    const asked = new Set<string>();
    let open: Answer | null = null;
    for (let index = 0; index < length; index += 1) {
      this.#search.spend();
      const literals = [
        ...this.#literalsAt(index, extra),
        ...(equal !== null && equal[0] === index ? this.#literalsAt(equal[1], extra) : []),
      ];
      asked.add(
        literals
          .map(({ schema, positive, mode }) => `${positive}${mode}${this.#search.index.of(schema)}`)
          .sort()
          .join(),
      );
      if (equal !== null && equal[1] === index) {
        values.push(values[equal[0]] ?? null);
        continue;
      }
      const apart: Literal = { schema: { pointer: "", enum: values }, positive: false, mode: "plain" };
      const answer = this.#search.solve(this.#at.unique && values.length > 0 ? [...literals, apart] : literals);
      if (answer.found === "no") {
        if (open !== null && this.#at.unique) return open;
        const greedy = this.#at.unique && values.length > 0 && asked.size > 1;
        return greedy && this.#search.solve(literals).found !== "no" ? unknown("no choice of different items was found") : NONE;
      }
      if (answer.found === "unknown") {
        open = answer;
        values.push(null);
      } else values.push(answer.value);
    }
    return open ?? found(values);
  }
}

/** All sets of `count` indexes below `length`. */
function* choose(length: number, count: number, from = 0, picked: readonly number[] = []): Iterable<ReadonlySet<number>> {
  if (picked.length === count) {
    yield new Set(picked);
    return;
  }
  for (let index = from; index <= length - (count - picked.length); index += 1) yield* choose(length, count, index + 1, [...picked, index]);
}
