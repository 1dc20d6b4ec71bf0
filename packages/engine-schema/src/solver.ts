import type { Json } from "@surety/model/json";
import type { Schema } from "@surety/engine-spec/schema";
import type { Answer } from "./answer.ts";
import { firstOf, found, NONE, unknown } from "./answer.ts";
import { judgeLiteral } from "./evaluate.ts";
import type { Fact, Literal } from "./facts.ts";
import { jsonEqual } from "./json-values.ts";
import type { ValueType } from "./json-values.ts";
import { Location } from "./location.ts";
import { nextChoice } from "./next-choice.ts";
import type { SchemaIndex } from "./schema-index.ts";
import { OutOfBudget } from "./out-of-budget.ts";
import { solveArray } from "./solve-array.ts";
import { solveNumber } from "./solve-number.ts";
import { solveObject } from "./solve-object.ts";
import { solveString } from "./solve-string.ts";
import { dereference } from "./view.ts";
import type { View } from "./view.ts";

const TYPES: readonly ValueType[] = ["string", "number", "boolean", "object", "array", "null"];
const DEEPEST = 220;
const MOST_LISTED = 3000;
const MOST_EXAMPLES = 3;
const LONGEST_EXAMPLE = 48;

/**
 * Searches for a value that satisfies literals, by a tableau: what schemas ask is taken apart per type, choices are
 * branched on, and the parts of a value are searched for in turn.
 *
 * Invariants: (1) a question that comes up again while it is being answered is answered no there, since the smallest
 * value never contains itself as an answer; such an answer is kept only once all that it rests on is answered no;
 * (2) `no` is a proof, `yes` comes with a value, everything else is `unknown`.
 */
export class Solver {
  readonly view: View;
  readonly index: SchemaIndex;
  readonly #relaxed: boolean;
  #stepsLeft: number;
  readonly #known = new Map<string, Answer>();
  /** Questions that are being answered, outermost first. */
  readonly #open = new Map<string, number>();
  /** Noes that rest on open questions; `rests` is the outermost of them. */
  #provisional: { readonly key: string; rests: number }[] = [];
  readonly #provisionalKeys = new Map<string, number>();
  /** The outermost open question that was met since it was reset. */
  #rests = Infinity;

  constructor(index: SchemaIndex, view: View, options: { readonly relaxed: boolean; readonly maxSteps: number }) {
    this.index = index;
    this.view = view;
    this.#relaxed = options.relaxed;
    this.#stepsLeft = options.maxSteps;
  }

  /** Gives the next question its own budget; what was found out is kept. */
  refill(maxSteps: number): void {
    this.#stepsLeft = maxSteps;
  }

  get stepsLeft(): number {
    return this.#stepsLeft;
  }

  spend(steps = 1): void {
    this.#stepsLeft -= steps;
    if (this.#stepsLeft < 0) throw new OutOfBudget();
  }

  /** Forgets the questions that an exception left open. */
  reset(): void {
    this.#open.clear();
    this.#provisional = [];
    this.#provisionalKeys.clear();
    this.#rests = Infinity;
  }

  solve(literals: readonly Literal[]): Answer {
    return this.#exampleOf(literals) ?? this.#solveAnew(literals);
  }

  /** A scalar that the author of one of the schemas gave as an example; not remembered, since equal schemas have other examples. */
  #exampleOf(literals: readonly Literal[]): Answer | null {
    for (const { schema, positive } of literals) {
      if (!positive) continue;
      for (const value of dereference(schema).examples?.slice(0, MOST_EXAMPLES) ?? []) {
        if (typeof value === "object" || (typeof value === "string" && value.length > LONGEST_EXAMPLE)) continue;
        this.spend();
        if (literals.every((literal) => judgeLiteral(literal, value, this.view) === true)) return found(value);
      }
    }
    return null;
  }

  #solveAnew(literals: readonly Literal[]): Answer {
    const unique = this.#deduplicate(literals);
    const key = [...unique.keys()].sort().join(" ");
    const asked = [...unique.values()];
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const open = this.#open.get(key) ?? this.#provisionalKeys.get(key);
    if (open !== undefined) {
      this.#rests = Math.min(this.#rests, open);
      return NONE;
    }
    const depth = this.#open.size;
    if (depth > DEEPEST) return unknown("the schemas are nested too deeply");
    this.spend();
    const above = this.#rests;
    this.#rests = Infinity;
    this.#open.set(key, depth);
    const start = this.#provisional.length;
    const answer = firstOf(TYPES, (type) => this.#solveType(type, asked));
    this.#open.delete(key);
    this.#settle(key, depth, start, answer);
    this.#rests = Math.min(above, this.#rests < depth ? this.#rests : Infinity);
    return answer;
  }

  #settle(key: string, depth: number, start: number, answer: Answer): void {
    const inner = this.#provisional.slice(start);
    if (answer.found !== "no") {
      for (const entry of inner) this.#provisionalKeys.delete(entry.key);
      this.#provisional.length = start;
      if (answer.found === "yes" || this.#rests >= depth) this.#known.set(key, answer);
      return;
    }
    if (this.#rests >= depth) {
      for (const entry of inner) {
        this.#provisionalKeys.delete(entry.key);
        this.#known.set(entry.key, NONE);
      }
      this.#provisional.length = start;
      this.#known.set(key, answer);
      return;
    }
    for (const entry of inner) {
      entry.rests = Math.min(entry.rests, this.#rests);
      this.#provisionalKeys.set(entry.key, entry.rests);
    }
    this.#provisional.push({ key, rests: this.#rests });
    this.#provisionalKeys.set(key, this.#rests);
  }

  /** In the order in which they are asked, since numbers of schemas follow the order of documents. */
  #deduplicate(literals: readonly Literal[]): ReadonlyMap<string, Literal> {
    const byName = new Map<string, Literal>();
    for (const literal of literals)
      byName.set(`${literal.positive ? "+" : "-"}${literal.mode.charAt(0)}${this.index.of(literal.schema)}`, literal);
    return byName;
  }

  #solveType(type: ValueType, literals: readonly Literal[]): Answer {
    const at = new Location({ type, view: this.view, relaxed: this.#relaxed }, this.index);
    const facts = literals.map((literal): Fact => ({ on: "literal", literal }));
    return at.applyAll(facts) ? this.#search(at, literals) : NONE;
  }

  /** A string, for example a property's name, that satisfies facts beside literals. */
  solveText(facts: readonly Fact[], literals: readonly Literal[]): Answer {
    const at = new Location({ type: "string", view: this.view, relaxed: this.#relaxed }, this.index);
    const all: readonly Fact[] = [...literals.map((literal): Fact => ({ on: "literal", literal })), ...facts];
    return at.applyAll(all) ? this.#search(at, null) : NONE;
  }

  /** `literals` are those of the whole value, so that listed values can be judged at once; null when there are other facts. */
  #search(at: Location, literals: readonly Literal[] | null): Answer {
    this.spend();
    if (at.listed !== null && literals !== null) return this.#judgeListed(at.listed, literals);
    const choice = nextChoice(at);
    if (choice === "none") return this.leaf(at);
    return firstOf(choice, (facts) => {
      const next = at.copy();
      return next.applyAll(facts) ? this.#search(next, literals) : NONE;
    });
  }

  #judgeListed(values: readonly Json[], literals: readonly Literal[]): Answer {
    if (values.length > MOST_LISTED) return unknown("too many listed values");
    return firstOf(values, (value) => {
      this.spend();
      const judgements = literals.map((literal) => judgeLiteral(literal, value, this.view));
      if (judgements.includes(false)) return NONE;
      return judgements.includes(null) ? unknown("a keyword or a format is not understood") : found(value);
    });
  }

  /** A value for a location that has no choices left. */
  leaf(at: Location): Answer {
    const answer = this.#solveLeaf(at);
    return answer.found === "yes" && at.unknown !== null ? unknown(at.unknown) : answer;
  }

  #solveLeaf(at: Location): Answer {
    switch (at.setting.type) {
      case "null":
        return pick([null], at.excluded);
      case "boolean":
        return pick([...at.hints, true, false], at.excluded);
      case "number":
        return solveNumber(at);
      case "string":
        return solveString(at);
      case "array":
        return solveArray(at, this);
      case "object":
        return solveObject(at, this);
    }
  }
}

function pick(values: readonly Json[], excluded: readonly Json[]): Answer {
  const value = values.find((candidate) => !excluded.some((other) => jsonEqual(other, candidate)));
  return value === undefined ? NONE : found(value);
}

/** A list of the values alone, as a schema: to ask that a value is, or is not, one of them. */
export function listSchema(values: readonly Json[]): Schema {
  return { pointer: "", enum: values };
}
