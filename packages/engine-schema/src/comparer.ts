import type { Json } from "@surety/model/json";
import type { Pointer } from "@surety/model/pointer";
import type { Schema } from "@surety/engine-spec/schema";
import type { Answer } from "./answer.ts";
import { found, unknown } from "./answer.ts";
import { evaluate, judge } from "./evaluate.ts";
import type { Literal } from "./facts.ts";
import { minimise } from "./minimise.ts";
import { SchemaIndex } from "./schema-index.ts";
import { OutOfBudget } from "./out-of-budget.ts";
import { Solver } from "./solver.ts";
import type { View } from "./view.ts";

export interface CompareOptions {
  /** Which way the values travel: `readOnly` or `writeOnly` properties are not part of them. Absent: all are. */
  readonly direction?: "request" | "response";
  /** `declared`: senders send only properties that the schema declares. `any` (default): whatever is valid. */
  readonly senders?: "declared" | "any";
  /** `lenient`: readers ignore unknown fields. `strict` (default): as JSON Schema says. */
  readonly readers?: "lenient" | "strict";
  /** Known formats are assertions. Default: annotations, as in JSON Schema. */
  readonly assertFormats?: boolean;
  /** Steps of search for one question; an undecided one is answered unknown. */
  readonly maxSteps?: number;
  /** Steps for all questions together, shared by whoever holds the object. Default: no limit. */
  readonly allSteps?: { left: number };
}

/** Does `b` accept all that `a` generates? */
export type Subsumption =
  | { readonly answer: "yes" }
  | {
      readonly answer: "no";
      readonly witness: Json /** The place in the witness that `b` rejects. */;
      readonly mark: Pointer;
      readonly reason: string;
    }
  | { readonly answer: "unknown"; readonly reason: string };

const DEFAULT_STEPS = 20_000;

/** Why nothing more is decided once the steps for all questions are used up. */
export const ALL_SPENT = "the comparison's budget of steps is used up";

/** Answers questions about schemas under one set of options, remembering what it found out. */
export class Comparer {
  readonly index: SchemaIndex;
  readonly #options: CompareOptions;
  readonly #maxSteps: number;
  readonly #relaxed: Solver;
  readonly #exact: Solver;
  readonly #senderView: View;
  readonly #readerView: View;

  constructor(options: CompareOptions = {}, index: SchemaIndex = new SchemaIndex()) {
    this.index = index;
    this.#options = options;
    this.#maxSteps = options.maxSteps ?? DEFAULT_STEPS;
    this.#senderView = { direction: options.direction, assertFormats: options.assertFormats };
    this.#readerView = { ...this.#senderView, lenient: options.readers === "lenient" };
    this.#relaxed = new Solver(index, this.#senderView, { relaxed: true, maxSteps: this.#maxSteps });
    this.#exact = new Solver(index, this.#senderView, { relaxed: false, maxSteps: this.#maxSteps });
  }

  /** What a sender under `schema` produces. */
  sent(schema: Schema): Literal {
    return { schema, positive: true, mode: this.#options.senders === "declared" ? "sender" : "plain" };
  }

  /** What is valid under `schema`, as JSON Schema says. */
  valid(schema: Schema): Literal {
    return { schema, positive: true, mode: "plain" };
  }

  /** What a reader under `schema` rejects. */
  rejected(schema: Schema): Literal {
    return { schema, positive: false, mode: this.#options.readers === "lenient" ? "lenient" : "plain" };
  }

  subsumes(a: Schema, b: Schema): Subsumption {
    if (this.index.of(a) === this.index.of(b)) return { answer: "yes" };
    const answer = this.find([this.sent(a), this.rejected(b)]);
    if (answer.found === "no") return { answer: "yes" };
    if (answer.found === "unknown") return { answer: "unknown", reason: answer.reason };
    const evaluation = evaluate(b, answer.value, this.#readerView);
    if (evaluation.valid) return { answer: "unknown", reason: "the counter-example was not confirmed" };
    return { answer: "no", witness: answer.value, mark: evaluation.mark, reason: evaluation.message };
  }

  /** A small value that satisfies all literals, confirmed by evaluation; `no` is a proof that there is none. */
  find(literals: readonly Literal[]): Answer {
    const answer = this.exists(literals);
    return answer.found === "yes" ? found(minimise(answer.value, (candidate) => this.#judgesAll(literals, candidate))) : answer;
  }

  /** Like {@link find}, but the value is as it was found: for questions that only ask whether there is one. */
  exists(literals: readonly Literal[]): Answer {
    const first = this.#ask(this.#relaxed, literals);
    if (first.found !== "yes" || this.#judgesAll(literals, first.value)) return first;
    const second = this.#ask(this.#exact, literals);
    if (second.found !== "yes" || this.#judgesAll(literals, second.value)) return second;
    const doubtful = literals.some(({ schema }) => this.index.hasUnsupported(schema));
    return unknown(doubtful ? "a keyword is not understood" : "the value that was found could not be confirmed");
  }

  /** Whether a value surely is one that the literal asks for, judged by evaluation. */
  judges(literal: Literal, value: Json): boolean {
    const view = literal.mode === "lenient" ? { ...this.#senderView, lenient: true } : this.#senderView;
    return judge(literal.schema, value, view) === literal.positive;
  }

  #judgesAll(literals: readonly Literal[], value: Json): boolean {
    return literals.every((literal) => this.judges(literal, value));
  }

  #ask(solver: Solver, literals: readonly Literal[]): Answer {
    const { allSteps } = this.#options;
    if (allSteps !== undefined && allSteps.left <= 0) return unknown(ALL_SPENT);
    const budget = Math.min(this.#maxSteps, allSteps?.left ?? Infinity);
    solver.refill(budget);
    try {
      return solver.solve(literals);
    } catch (error) {
      solver.reset();
      if (error instanceof OutOfBudget) return unknown(error.message);
      if (error instanceof RangeError) return unknown("the schemas are nested too deeply");
      throw error;
    } finally {
      if (allSteps !== undefined) allSteps.left -= budget - Math.max(0, solver.stepsLeft);
    }
  }
}

/** Does `b` accept all that `a` generates? One question; for many, keep a {@link Comparer}. */
export function subsumes(a: Schema, b: Schema, options: CompareOptions = {}): Subsumption {
  return new Comparer(options).subsumes(a, b);
}
