import { textOf } from "../functions/text-of.ts";
import { compileExpression, memberOf } from "./evaluate-expression.ts";
import type { Evaluate, FilterScope } from "./filter-scope.ts";
import type { Expression } from "./expression.ts";
import type { JsonPath, Step } from "./json-path.ts";

/** A path that has been matched, or whose beginning has: `rest` is what follows from the parent of the match. */
export interface Accept {
  readonly path: number;
  readonly rest: readonly Step[];
}

/** What following one key does. */
export interface Transition {
  readonly next: State;
  readonly accepts: readonly Accept[];
  /** Targets of references for which the accepts have been reported in this walk. */
  readonly reported: Set<unknown>;
}

/** A condition that needs the value, not only the key. */
interface Predicate {
  readonly key: string;
  /** False for everything that is no object or array, so it need not be asked. */
  readonly containersOnly: boolean;
  readonly holds: (scope: FilterScope) => boolean;
}

interface Position {
  readonly path: number;
  readonly step: number;
}

/** One set of positions in all paths. States are made when they are first reached. */
export class State {
  /** Objects that were walked in this state. */
  readonly seen = new Set<unknown>();
  readonly positions: readonly Position[];
  readonly predicates: readonly Predicate[];
  readonly dead: boolean;
  /** Keys that a step names; all others behave the same. */
  readonly #named: ReadonlySet<string>;
  readonly #namesEntries: boolean;
  readonly #transitions = new Map<string, Map<string | number, Transition>>();
  #skipsScalars: boolean | undefined;
  readonly #automaton: Automaton;

  constructor(automaton: Automaton, positions: readonly Position[]) {
    this.#automaton = automaton;
    this.positions = positions;
    this.dead = positions.length === 0;
    const predicates = new Map<string, Predicate>();
    const named = new Set<string>();
    for (const position of positions) {
      const step = automaton.stepAt(position);
      if (step.kind === "names") for (const name of step.names) named.add(name);
      const predicate = automaton.predicateAt(position);
      if (predicate !== undefined) predicates.set(predicate.key, predicate);
    }
    this.predicates = [...predicates.values()];
    this.#named = named;
    this.#namesEntries = [...named].some((name) => /^\d+$/.test(name));
  }

  /** Whether a text, number, boolean or null under that key means nothing to any path. */
  skips(key: string | number): boolean {
    this.#skipsScalars ??=
      this.predicates.every(({ containersOnly }) => containersOnly) && this.#transition("", 0, "").accepts.length === 0;
    return this.#skipsScalars && (typeof key === "number" ? !this.#namesEntries : !this.#named.has(key));
  }

  /** The transition for a member; `scope` describes it, and is asked only when a filter needs it. */
  follow(key: string | number, isContainer: boolean, scope: FilterScope): Transition {
    const name = typeof key === "string" ? key : this.#namesEntries ? String(key) : "";
    const word = this.#named.has(name) ? name : "";
    let mask = 0;
    let more = "";
    for (let index = 0; index < this.predicates.length; index += 1) {
      const predicate = this.predicates[index];
      if (predicate === undefined || (predicate.containersOnly && !isContainer) || !predicate.holds(scope)) continue;
      if (index < 30) mask |= 1 << index;
      else more += `${index},`;
    }
    return this.#transition(word, mask, more);
  }

  #transition(word: string, mask: number, more: string): Transition {
    const outcome = more === "" ? mask : `${mask},${more}`;
    let byOutcome = this.#transitions.get(word);
    if (byOutcome === undefined) this.#transitions.set(word, (byOutcome = new Map()));
    let transition = byOutcome.get(outcome);
    if (transition === undefined) byOutcome.set(outcome, (transition = this.#make(word, this.#holding(mask, more))));
    return transition;
  }

  forget(): void {
    this.seen.clear();
    for (const byOutcome of this.#transitions.values()) for (const transition of byOutcome.values()) transition.reported.clear();
  }

  #holding(mask: number, more: string): ReadonlySet<string> {
    const indices = new Set(more.split(","));
    return new Set(
      this.predicates.filter((_, index) => (index < 30 ? (mask >> index) & 1 : indices.has(String(index)))).map(({ key }) => key),
    );
  }

  #make(word: string, holding: ReadonlySet<string>): Transition {
    const next: Position[] = [];
    const accepts: Accept[] = [];
    for (const position of this.positions) {
      const step = this.#automaton.stepAt(position);
      if ("deep" in step && step.deep) next.push(position);
      if (step.kind === "everything") next.push(position);
      if (!this.#matches(position, step, word, holding)) continue;
      const after = { path: position.path, step: step.kind === "everything" ? position.step : position.step + 1 };
      this.#automaton.enter(step.kind === "everything" ? { ...after, step: after.step + 1 } : after, next, accepts);
    }
    return { next: this.#automaton.state(next), accepts, reported: new Set() };
  }

  #matches(position: Position, step: Step, word: string, holding: ReadonlySet<string>): boolean {
    switch (step.kind) {
      case "names":
        return word !== "" && step.names.includes(word);
      case "any":
      case "everything":
        return true;
      case "parent":
        return false;
      default:
        return holding.has(this.#automaton.predicateAt(position)?.key ?? "");
    }
  }
}

/** All paths of all rules at once: following a key costs the same however many there are. */
export class Automaton {
  readonly paths: readonly JsonPath[];
  readonly #states = new Map<string, State>();
  readonly #predicates = new Map<Step, Predicate>();

  constructor(paths: readonly JsonPath[]) {
    this.paths = paths;
    for (const path of paths) {
      for (const step of path.steps) {
        const predicate = predicateOf(step);
        if (predicate !== undefined) this.#predicates.set(step, predicate);
      }
    }
  }

  /** Before the first key, with the paths that match the document itself. */
  start(): { readonly state: State; readonly accepts: readonly Accept[] } {
    const positions: Position[] = [];
    const accepts: Accept[] = [];
    for (const path of this.paths.keys()) this.enter({ path, step: 0 }, positions, accepts);
    return { state: this.state(positions), accepts };
  }

  /** Puts a position where it belongs: a path that has ended, or goes up, is accepted here. */
  enter(position: Position, next: Position[], accepts: Accept[]): void {
    const steps = this.paths[position.path]?.steps ?? [];
    const step = steps[position.step];
    if (step === undefined || step.kind === "parent") accepts.push({ path: position.path, rest: steps.slice(position.step) });
    else {
      next.push(position);
      if (step.kind === "everything") this.enter({ path: position.path, step: position.step + 1 }, next, accepts);
    }
  }

  state(positions: readonly Position[]): State {
    const names = new Map(positions.map((position) => [`${position.path}.${position.step}`, position]));
    const key = [...names.keys()].sort().join(" ");
    let state = this.#states.get(key);
    if (state === undefined) this.#states.set(key, (state = new State(this, [...names.values()])));
    return state;
  }

  stepAt({ path, step }: Position): Step {
    const found = this.paths[path]?.steps[step];
    if (found === undefined) throw new RangeError(`path ${path} has no step ${step}`);
    return found;
  }

  predicateAt(position: Position): Predicate | undefined {
    return this.#predicates.get(this.stepAt(position));
  }

  /** Before another document is walked. */
  forget(): void {
    for (const state of this.#states.values()) state.forget();
  }
}

function predicateOf(step: Step): Predicate | undefined {
  if (step.kind === "filter") {
    const evaluate = compileExpression(step.expression);
    return {
      key: `?${step.text}`,
      containersOnly: isFalseForScalars(step.expression),
      holds: (scope) => Boolean(evaluate(scope)),
    };
  }
  if (step.kind === "computed") {
    const evaluate = compileExpression(step.expression);
    return { key: `(${JSON.stringify(step.expression)}`, containersOnly: false, holds: (scope) => isComputed(evaluate, scope) };
  }
  if (step.kind === "slice") {
    const { start, end, step: stride } = step;
    return { key: `:${start}:${end}:${stride}`, containersOnly: false, holds: (scope) => isInSlice(scope, start, end, stride) };
  }
  return undefined;
}

function isComputed(evaluate: Evaluate, scope: FilterScope): boolean {
  const name = evaluate({ ...scope, value: scope.parent, parentProperty: () => undefined, path: () => [] });
  return String(scope.property) === textOf(name);
}

function isInSlice({ parent, property }: FilterScope, start: number | undefined, end: number | undefined, stride: number): boolean {
  if (!Array.isArray(parent) || typeof property !== "number" || stride === 0) return false;
  const bound = (value: number): number => (value < 0 ? Math.max(0, parent.length + value) : Math.min(value, parent.length));
  const from = start === undefined ? 0 : bound(start);
  const to = end === undefined ? parent.length : bound(end);
  return property >= from && property < to && (property - from) % Math.abs(stride) === 0;
}

/** Whether a filter cannot hold for a text, number, boolean or null: most filters ask for a member first. */
function isFalseForScalars(expression: Expression): boolean {
  switch (expression.kind) {
    case "member":
    case "call":
      return isUndefinedForScalars(expression);
    case "logical":
      return expression.operator === "&&"
        ? isFalseForScalars(expression.left) || isFalseForScalars(expression.right)
        : expression.operator === "||" && isFalseForScalars(expression.left) && isFalseForScalars(expression.right);
    case "binary": {
      const { operator, left, right } = expression;
      if (operator === "==" || operator === "===")
        return (isUndefinedForScalars(left) && isSomething(right)) || (isUndefinedForScalars(right) && isSomething(left));
      if (operator === "!=" || operator === "!==") return isUndefinedForScalars(left) && isUndefined(right, operator);
      return false;
    }
    default:
      return false;
  }
}

function isUndefinedForScalars(expression: Expression): boolean {
  if (expression.kind === "call") return isUndefinedForScalars(expression.object) && expression.method !== "hasOwnProperty";
  if (expression.kind !== "member") return false;
  if (isUndefinedForScalars(expression.object)) return true;
  if (expression.object.kind !== "scope" || expression.object.name !== "value" || expression.name.kind !== "literal") return false;
  return memberOf("text", String(expression.name.value)) === undefined && expression.name.value !== "constructor";
}

function isSomething(expression: Expression): boolean {
  return expression.kind === "literal" && expression.value !== undefined && expression.value !== null;
}

function isUndefined(expression: Expression, operator: "!=" | "!=="): boolean {
  if (expression.kind === "unary") return expression.operator === "void";
  return expression.kind === "literal" && (expression.value === undefined || (operator === "!=" && expression.value === null));
}
