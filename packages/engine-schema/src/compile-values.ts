import type { Json } from "@surety/model/json";
import type { Schema } from "@surety/engine-spec/schema";
import type { Boundary } from "./boundaries.ts";
import { boundariesOf, violationsAmong } from "./boundaries.ts";
import type { Violation } from "./boundaries.ts";
import { accepts, judge } from "./evaluate.ts";
import { jsonKey } from "./json-values.ts";
import { makeValue } from "./make-value.ts";
import { minimise } from "./minimise.ts";
import { Random } from "./random.ts";
import { ValueGraph } from "./value-graph.ts";
import type { ValueNode } from "./value-graph.ts";
import type { View } from "./view.ts";

export interface ValueOptions {
  /** Which way the values travel: `readOnly` or `writeOnly` properties are left out. Absent: all take part. */
  readonly direction?: "request" | "response";
  /** `declared` (default): only properties that the schema declares. `any`: undeclared ones too, where they are allowed. */
  readonly senders?: "declared" | "any";
  /** Known formats are assertions (default). Texts of other formats are any that fit. */
  readonly assertFormats?: boolean;
  /** Steps of search for one place of a value. */
  readonly maxSteps?: number;
  /** Parts of one value: a soft limit, since required parts are always there. Default 120. */
  readonly maxParts?: number;
}

/** Whether there are values at all. `no` is proved. */
export type Satisfiability =
  | { readonly satisfiable: "yes"; readonly smallest: Json }
  | { readonly satisfiable: "no" }
  | { readonly satisfiable: "unknown"; readonly reason: string };

/** Values of one schema, each of them judged by evaluation before it is given out. */
export interface Values {
  /** Whether there are values; costs one search, remembered. */
  satisfiability(): Satisfiability;
  /** Valid values: the smallest first, then varied ones. Empty exactly when `satisfiability` is not `yes`. The same for a seed. */
  valid(seed: number, count: number): readonly Json[];
  /** Values at both sides of each constraint that can be reached, each with its truth. Lazy. */
  boundaries(): Iterable<Boundary>;
  /** Values that break exactly one constraint: without it they would be valid. Lazy. */
  violations(): Iterable<Violation>;
}

const DEFAULT_STEPS = 4000;
const DEFAULT_PARTS = 120;
const TRIES = 4;

/** Prepares a schema for making values: everything that is found out is kept. */
export function compileValues(schema: Schema, options: ValueOptions = {}): Values {
  return new CompiledValues(schema, options);
}

class CompiledValues implements Values {
  readonly #schema: Schema;
  readonly #view: View;
  readonly #maxParts: number;
  readonly #root: ValueNode;
  #satisfiability: Satisfiability | null = null;

  constructor(schema: Schema, options: ValueOptions) {
    this.#schema = schema;
    this.#view = { direction: options.direction, assertFormats: options.assertFormats ?? true };
    this.#maxParts = options.maxParts ?? DEFAULT_PARTS;
    const graph = new ValueGraph(this.#view, options.maxSteps ?? DEFAULT_STEPS);
    this.#root = graph.node([{ schema, positive: true, mode: options.senders === "any" ? "plain" : "sender" }]);
  }

  satisfiability(): Satisfiability {
    this.#satisfiability ??= this.#decide();
    return this.#satisfiability;
  }

  #decide(): Satisfiability {
    const { smallest } = this.#root;
    if (smallest.found === "no") return { satisfiable: "no" };
    const candidates = smallest.found === "yes" ? [smallest.value] : [];
    for (const leaf of smallest.found === "yes" ? [] : this.#root.leaves) if (leaf.smallest !== null) candidates.push(leaf.smallest.value);
    const value = candidates.find((candidate) => judge(this.#schema, candidate, this.#view) === true);
    if (value !== undefined) return { satisfiable: "yes", smallest: minimise(value, (smaller) => this.#accepts(smaller)) };
    const reason = smallest.found === "unknown" ? smallest.reason : "a keyword is not understood";
    return { satisfiable: "unknown", reason };
  }

  #accepts(value: Json): boolean {
    return accepts(this.#schema, value, this.#view);
  }

  valid(seed: number, count: number): readonly Json[] {
    const known = this.satisfiability();
    if (known.satisfiable !== "yes" || count < 1) return [];
    const values: Json[] = [known.smallest];
    const seen = new Set([jsonKey(known.smallest)]);
    const random = new Random(seed);
    for (let turn = 1; values.length < count; turn += 1) {
      const value = this.#make(new Random(random.below(2 ** 31)), Math.min(1, turn / Math.max(4, count / 3)));
      const key = value === null ? null : jsonKey(value);
      const repeated = key === null || seen.has(key);
      if (repeated && turn < count * TRIES) continue;
      if (key !== null) seen.add(key);
      values.push(value ?? known.smallest);
    }
    return values;
  }

  /** `size` from 0 to 1. */
  #make(random: Random, size: number): Json | null {
    for (let turn = 0; turn < TRIES; turn += 1) {
      const growth = { random, room: Math.ceil(4 + size * this.#maxParts), appetite: random.next() * (0.2 + 0.8 * size) };
      const made = makeValue(this.#root, growth);
      if (made !== null && judge(this.#schema, made.value, this.#view) === true) return made.value;
    }
    return null;
  }

  *boundaries(): Iterable<Boundary> {
    if (this.satisfiability().satisfiable === "yes") yield* boundariesOf(this.#root, this.#schema, this.#view);
  }

  *violations(): Iterable<Violation> {
    yield* violationsAmong(this.boundaries(), this.#schema, this.#view);
  }
}
