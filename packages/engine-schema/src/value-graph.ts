import type { Json } from "@surety/model/json";
import type { Schema } from "@surety/engine-spec/schema";
import type { Answer } from "./answer.ts";
import { unknown } from "./answer.ts";
import { judge } from "./evaluate.ts";
import type { Choice, Fact, Literal } from "./facts.ts";
import type { ValueType } from "./json-values.ts";
import { Location } from "./location.ts";
import { nextChoice } from "./next-choice.ts";
import { Random } from "./random.ts";
import { SchemaIndex } from "./schema-index.ts";
import { OutOfBudget } from "./out-of-budget.ts";
import { Solver } from "./solver.ts";
import { ValueLeaf } from "./value-leaf.ts";
import { dereference } from "./view.ts";
import type { View } from "./view.ts";

const TYPES: readonly ValueType[] = ["object", "array", "string", "number", "boolean", "null"];
/** Ways to satisfy one place that are kept: the first ones in order, one for each alternative, and some at random. */
const MOST_LEAVES = 160;
const FIRST_LEAVES = 8;
const RANDOM_LEAVES = 8;
const STEPS_FOR_LEAVES = 3000;
const MOST_LISTED = 3000;

/**
 * The places of values under a schema, found on demand and once each: what is asked of a value there, and the ways to
 * satisfy it. Nothing depends on the order in which it is asked.
 */
export class ValueGraph {
  readonly view: View;
  readonly index = new SchemaIndex();
  readonly #solver: Solver;
  readonly #maxSteps: number;
  readonly #nodes = new Map<string, ValueNode>();
  readonly #identities = new WeakMap<Schema, number>();
  #lastIdentity = 0;

  constructor(view: View, maxSteps: number) {
    this.view = view;
    this.#maxSteps = maxSteps;
    this.#solver = new Solver(this.index, view, { relaxed: false, maxSteps });
  }

  /** The same literals of the same nodes give the same place; equal schemas written elsewhere give another one. */
  node(literals: readonly Literal[]): ValueNode {
    const names = literals.map((literal) => `${literal.positive ? "+" : "-"}${literal.mode.charAt(0)}${this.#identify(literal.schema)}`);
    const key = [...new Set(names)].sort().join(" ");
    const known = this.#nodes.get(key);
    if (known !== undefined) return known;
    const node = new ValueNode(this, literals);
    this.#nodes.set(key, node);
    return node;
  }

  #identify(schema: Schema): number {
    const target = dereference(schema);
    const known = this.#identities.get(target);
    if (known !== undefined) return known;
    this.#lastIdentity += 1;
    this.#identities.set(target, this.#lastIdentity);
    return this.#lastIdentity;
  }

  /** A small value that satisfies the literals, or a proof that there is none. */
  solve(literals: readonly Literal[]): Answer {
    return this.#ask((solver) => solver.solve(literals));
  }

  solveText(facts: readonly Fact[], literals: readonly Literal[]): Answer {
    return this.#ask((solver) => solver.solveText(facts, literals));
  }

  solveLeaf(at: Location): Answer {
    return this.#ask((solver) => solver.leaf(at.copy()));
  }

  #ask(question: (solver: Solver) => Answer): Answer {
    this.#solver.refill(this.#maxSteps);
    try {
      return question(this.#solver);
    } catch (error) {
      this.#solver.reset();
      if (error instanceof OutOfBudget) return unknown(error.message);
      if (error instanceof RangeError) return unknown("the schemas are nested too deeply");
      throw error;
    }
  }

  /** False only when the value surely does not satisfy the literals. */
  satisfies(literals: readonly Literal[], value: Json): boolean {
    return literals.every(({ schema, positive }) => {
      const valid = judge(schema, value, this.view);
      return valid === null || valid === positive;
    });
  }
}

/** One place of a value: all that is asked of it. */
export class ValueNode {
  readonly graph: ValueGraph;
  readonly literals: readonly Literal[];
  #smallest: Answer | null = null;
  #leaves: readonly ValueLeaf[] | null = null;

  constructor(graph: ValueGraph, literals: readonly Literal[]) {
    this.graph = graph;
    this.literals = literals;
  }

  get smallest(): Answer {
    this.#smallest ??= this.graph.solve(this.literals);
    return this.#smallest;
  }

  /** Ways to satisfy what is asked, each with at least one value. */
  get leaves(): readonly ValueLeaf[] {
    this.#leaves ??= this.#findLeaves().filter((leaf) => leaf.smallest !== null);
    return this.#leaves;
  }

  #findLeaves(): readonly ValueLeaf[] {
    const found = new Map<string, ValueLeaf>();
    try {
      const steps = { left: STEPS_FOR_LEAVES };
      for (const type of TYPES) this.#findOfType(type, found, steps);
    } catch (error) {
      if (!(error instanceof OutOfBudget) && !(error instanceof RangeError)) throw error;
    }
    return [...found.values()];
  }

  #findOfType(type: ValueType, found: Map<string, ValueLeaf>, steps: { left: number }): void {
    const start = (): Location | null => {
      const at = new Location({ type, view: this.graph.view, relaxed: false }, this.graph.index);
      return at.applyAll(this.literals.map((literal): Fact => ({ on: "literal", literal }))) ? at : null;
    };
    const take = (order: Order, most: number): void => {
      const at = start();
      if (at === null) return;
      let taken = 0;
      for (const [path, leaf] of descend(at, `${type}`, order, steps)) {
        if (!found.has(path)) found.set(path, new ValueLeaf(this, leaf, leaf.listed === null ? null : this.#listed(leaf.listed)));
        taken += 1;
        if (taken >= most || found.size >= MOST_LEAVES) return;
      }
    };
    const at = start();
    if (at === null) return;
    take(inOrder, FIRST_LEAVES);
    const first = at.listed === null ? nextChoice(at) : "none";
    if (first === "none") return;
    for (let arm = 1; arm < first.length && found.size < MOST_LEAVES; arm += 1) take(startingAt(arm), 1);
    for (let turn = 0; turn < RANDOM_LEAVES; turn += 1) take(shuffledBy(new Random(turn)), 1);
  }

  #listed(values: readonly Json[]): readonly Json[] {
    return values.slice(0, MOST_LISTED).filter((value) => this.graph.satisfies(this.literals, value));
  }
}

/** In which order the alternatives of a choice are tried, as indexes. */
type Order = (choice: Choice, depth: number) => readonly number[];

const inOrder: Order = (choice) => choice.map((_, index) => index);

const startingAt =
  (arm: number): Order =>
  (choice, depth) =>
    depth === 0 ? [arm] : choice.map((_, index) => index);

const shuffledBy =
  (random: Random): Order =>
  (choice) =>
    random.shuffled(choice.map((_, index) => index));

/** Locations without choices left, each with the decisions that led to it. */
function* descend(at: Location, path: string, order: Order, steps: { left: number }, depth = 0): Iterable<readonly [string, Location]> {
  steps.left -= 1;
  if (steps.left < 0) throw new OutOfBudget();
  if (at.listed !== null) {
    yield [`${path}=`, at];
    return;
  }
  const choice = nextChoice(at);
  if (choice === "none") {
    yield [path, at];
    return;
  }
  for (const index of order(choice, depth)) {
    const next = at.copy();
    if (next.applyAll(choice[index] ?? [])) yield* descend(next, `${path}/${index}`, order, steps, depth + 1);
  }
}
