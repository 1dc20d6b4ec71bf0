import type { Json } from "@surety/model/json";
import type { Answer } from "./answer.ts";
import { firstOf, found, NONE, unknown } from "./answer.ts";
import type { Cover, Fact, Literal, NameTest } from "./facts.ts";
import { sortedNames } from "./by-name.ts";
import { NO_COVER } from "./facts.ts";
import { toObject } from "./json-values.ts";
import type { Location } from "./location.ts";
import { covers, isName, memberLiterals } from "./member-literals.ts";
import { surelyMatches } from "./patterns.ts";
import type { Search } from "./search.ts";

const MOST_PATTERNS = 6;
const MOST_FILLERS = 64;

/** An object that satisfies the facts, with as few members as they allow. */
export function solveObject(at: Location, search: Search): Answer {
  return new ObjectSearch(at, search).solve();
}

class ObjectSearch {
  readonly #at: Location;
  readonly #search: Search;
  readonly #sendable: Cover | null;
  #known: { readonly names: ReadonlySet<string>; readonly patterns: readonly string[] } | null = null;

  constructor(at: Location, search: Search) {
    this.#at = at;
    this.#search = search;
    this.#sendable = at.sendable;
  }

  /** Every name and pattern that some fact mentions: all other names behave alike. */
  get #mentioned(): { readonly names: ReadonlySet<string>; readonly patterns: readonly string[] } {
    if (this.#known !== null) return this.#known;
    const at = this.#at;
    const names = new Set([...at.required, ...at.members.keys()]);
    const patterns = new Set([...at.matching.map(({ pattern }) => pattern), ...at.someMembers.flatMap(({ name }) => name.matches)]);
    const covers = [
      ...at.others.map(({ cover }) => cover),
      ...at.someMembers.map(({ name }) => name.outside),
      ...(this.#sendable === null ? [] : [this.#sendable]),
    ];
    for (const cover of covers) {
      for (const name of cover.names) names.add(name);
      for (const pattern of cover.patterns) patterns.add(pattern);
    }
    this.#known = { names: new Set(sortedNames(names)), patterns: sortedNames(patterns) };
    return this.#known;
  }

  solve(): Answer {
    const demands = new Map<string, readonly Literal[]>();
    for (const name of sortedNames(this.#at.required)) demands.set(name, []);
    return this.#choose(this.#at.someMembers, demands);
  }

  #literalsFor(name: string): readonly Literal[] | null {
    return memberLiterals(this.#at, this.#sendable, name, this.#search.view);
  }

  /** Finds a name for each "some member", one after the other. */
  #choose(pending: NonNullable<Location["someMembers"]>, demands: ReadonlyMap<string, readonly Literal[]>): Answer {
    const [next, ...rest] = pending;
    if (next === undefined) return this.#fill(demands);
    let incomplete: string | null = null;
    const names: string[] = [];
    for (const candidate of this.#candidates(next.name, demands)) {
      if (typeof candidate === "string") names.push(candidate);
      else incomplete = candidate.reason;
    }
    const answer = firstOf(names, (name) => {
      this.#search.spend();
      const literals = this.#literalsFor(name);
      if (literals === null) return NONE;
      const own = [...(demands.get(name) ?? []), ...next.literals];
      const value = this.#search.solve([...literals, ...own]);
      return value.found === "yes" ? this.#choose(rest, new Map(demands).set(name, own)) : value;
    });
    return answer.found === "no" && incomplete !== null ? unknown(incomplete) : answer;
  }

  /** Names that pass the test: those in use, those mentioned, and one for each way to match the patterns. */
  *#candidates(test: NameTest, demands: ReadonlyMap<string, unknown>): Iterable<string | { readonly reason: string }> {
    const passes = (name: string): boolean =>
      !covers(test.outside, name) &&
      test.matches.every((pattern) => surelyMatches(name, pattern)) &&
      isName(name, test.literals, this.#search.view) !== false;
    const known = new Set([...demands.keys(), ...this.#mentioned.names]);
    for (const name of known) if (passes(name)) yield name;
    yield* this.#freshNames(test, known);
  }

  *#freshNames(test: NameTest, known: ReadonlySet<string>): Iterable<string | { readonly reason: string }> {
    const taken: Fact = { on: "excluded", values: [...known] };
    const literals = [...this.#at.nameLiterals, ...test.literals];
    const must = new Set(test.matches);
    const never = new Set(test.outside.patterns);
    const free = this.#mentioned.patterns.filter((pattern) => !must.has(pattern) && !never.has(pattern));
    if (this.#sendable !== null && this.#sendable.patterns.length === 0) return;
    if (free.length > MOST_PATTERNS) yield { reason: "too many patterns of property names" };
    const shown = free.slice(0, MOST_PATTERNS);
    if (literals.length === 0 && this.#mentioned.patterns.length === 0) {
      yield freshName(known);
      return;
    }
    for (let signs = 0; signs < 2 ** shown.length; signs += 1) {
      const facts: Fact[] = [taken];
      for (const text of must) facts.push({ on: "pattern", text, holds: true });
      for (const text of never) facts.push({ on: "pattern", text, holds: false });
      for (const [index, text] of shown.entries()) facts.push({ on: "pattern", text, holds: Math.floor(signs / 2 ** index) % 2 === 1 });
      const answer = this.#search.solveText(facts, literals);
      if (answer.found === "yes" && typeof answer.value === "string") yield answer.value;
      if (answer.found === "unknown") yield { reason: answer.reason };
    }
  }

  /** Values for the chosen names, and further members until there are enough. */
  #fill(demands: ReadonlyMap<string, readonly Literal[]>): Answer {
    if (demands.size > this.#at.maxSize) return NONE;
    const members = new Map<string, Json>();
    let open: Answer | null = null;
    for (const [name, own] of demands) {
      const literals = this.#literalsFor(name);
      if (literals === null) return NONE;
      const value = this.#search.solve([...literals, ...own]);
      if (value.found === "no") return NONE;
      if (value.found === "unknown") open = value;
      else members.set(name, value.value);
    }
    if (open !== null) return open;
    return members.size >= this.#at.minSize ? found(toObject(members)) : this.#addFillers(members);
  }

  #addFillers(members: Map<string, Json>): Answer {
    if (this.#at.minSize - members.size > MOST_FILLERS) return unknown("the object would need many properties");
    let open: Answer | null = null;
    while (members.size < this.#at.minSize) {
      let added = false;
      for (const candidate of this.#candidates({ matches: [], outside: NO_COVER, literals: [] }, members)) {
        this.#search.spend();
        if (typeof candidate !== "string") {
          open = unknown(candidate.reason);
          continue;
        }
        const literals = members.has(candidate) ? null : this.#literalsFor(candidate);
        if (literals === null) continue;
        const value = this.#search.solve(literals);
        if (value.found === "unknown") open = value;
        if (value.found !== "yes") continue;
        members.set(candidate, value.value);
        added = true;
        break;
      }
      if (!added) return open ?? NONE;
    }
    return found(toObject(members));
  }
}

function freshName(known: ReadonlySet<string>): string {
  for (let count = 0; ; count += 1) {
    const name = count === 0 ? "other" : `other${count}`;
    if (!known.has(name)) return name;
  }
}
