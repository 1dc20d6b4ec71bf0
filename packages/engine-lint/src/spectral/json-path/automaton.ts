import { textOf } from "../functions/text-of.ts";
import { type Alphabet, ANY_TRAIT, OTHER_WORD } from "./alphabet.ts";
import { compileExpression } from "./evaluate-expression.ts";
import { filterNeeds } from "./filter-needs.ts";
import type { Evaluate, FilterScope } from "./filter-scope.ts";
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
  readonly reported: Set<number>;
}

/** A condition that needs the value, not only the key. */
interface Predicate {
  readonly key: string;
  /** Without one of these it need not be asked. */
  readonly traits: number;
  /** The only word that it can hold for, where there is but one. */
  readonly word: number | undefined;
  readonly holds: (scope: FilterScope) => boolean;
}

interface Position {
  readonly path: number;
  readonly step: number;
}

/** One set of positions in all paths. States are made when they are first reached. */
export class State {
  /** Of its automaton, from 1 on. */
  readonly number: number;
  readonly positions: readonly Position[];
  readonly predicates: readonly Predicate[];
  readonly dead: boolean;
  /** Words that a step names; all others behave the same. */
  readonly #named = new Set<number>();
  readonly #edges: (Edge | undefined)[] = [];
  readonly #automaton: Automaton;

  constructor(automaton: Automaton, positions: readonly Position[], number: number) {
    this.#automaton = automaton;
    this.number = number;
    this.positions = positions;
    this.dead = positions.length === 0;
    const predicates = new Map<string, Predicate>();
    for (const position of positions) {
      const step = automaton.stepAt(position);
      if (step.kind === "names") for (const name of step.names) this.#named.add(automaton.alphabet.wordOf(name));
      const predicate = automaton.predicateAt(position);
      if (predicate === undefined) continue;
      predicates.set(predicate.key, predicate);
      if (predicate.word !== undefined) this.#named.add(predicate.word);
    }
    this.predicates = [...predicates.values()];
  }

  /** What leads on from here by a key. */
  edge(word: number): Edge {
    return (this.#edges[word] ??= this.#named.has(word) || word === OTHER_WORD ? new Edge(this, word) : this.edge(OTHER_WORD));
  }

  /** Where a key of that word leads when these predicates hold. */
  transition(word: number, holding: ReadonlySet<string>): Transition {
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

  #matches(position: Position, step: Step, word: number, holding: ReadonlySet<string>): boolean {
    switch (step.kind) {
      case "names":
        return word !== OTHER_WORD && step.names.includes(this.#automaton.alphabet.names[word] ?? "");
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

/** The keys of one word, seen from one state. */
export class Edge {
  /** Of the values for which a predicate has to be asked. */
  readonly traits: number;
  readonly #state: State;
  readonly #word: number;
  readonly #predicates: readonly Predicate[];
  readonly #transitions = new Map<string | number, Transition>();
  #plain: Transition | undefined;

  constructor(state: State, word: number) {
    this.#state = state;
    this.#word = word;
    this.#predicates = state.predicates.filter((predicate) => predicate.word === undefined || predicate.word === word);
    this.traits = this.#predicates.reduce((all, { traits }) => all | traits, 0);
  }

  /** The transition for a value that has none of the traits. */
  get plain(): Transition {
    return (this.#plain ??= this.#state.transition(this.#word, new Set()));
  }

  /** The transition for a value with these traits, which `scope` describes. */
  follow(traits: number, scope: FilterScope): Transition {
    let mask = 0;
    let more = "";
    for (let index = 0; index < this.#predicates.length; index += 1) {
      const predicate = this.#predicates[index]!;
      if ((predicate.traits & traits) === 0 || !predicate.holds(scope)) continue;
      if (index < 30) mask |= 1 << index;
      else more += `${index},`;
    }
    if (mask === 0 && more === "") return this.plain;
    const outcome = more === "" ? mask : `${mask},${more}`;
    let transition = this.#transitions.get(outcome);
    if (transition === undefined)
      this.#transitions.set(outcome, (transition = this.#state.transition(this.#word, this.#holding(mask, more))));
    return transition;
  }

  #holding(mask: number, more: string): ReadonlySet<string> {
    const indices = new Set(more.split(","));
    const holding = this.#predicates.filter((_, index) => (index < 30 ? (mask >> index) & 1 : indices.has(String(index))));
    return new Set(holding.map(({ key }) => key));
  }
}

/** All paths of all rules at once: following a key costs the same however many there are. */
export class Automaton {
  readonly paths: readonly JsonPath[];
  readonly alphabet: Alphabet;
  readonly #states: State[] = [];
  readonly #byPositions = new Map<string, State>();
  readonly #predicates = new Map<Step, Predicate>();

  constructor(paths: readonly JsonPath[], alphabet: Alphabet) {
    this.paths = paths;
    this.alphabet = alphabet;
    for (const path of paths) {
      for (const step of path.steps) {
        const predicate = predicateOf(step, alphabet);
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
    let state = this.#byPositions.get(key);
    if (state === undefined) {
      state = new State(this, [...names.values()], this.#states.length + 1);
      this.#byPositions.set(key, state);
      this.#states.push(state);
    }
    return state;
  }

  stateNumbered(number: number): State {
    const state = this.#states[number - 1];
    if (state === undefined) throw new RangeError(`there is no state ${number}`);
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
}

function predicateOf(step: Step, alphabet: Alphabet): Predicate | undefined {
  if (step.kind === "filter") {
    const evaluate = compileExpression(step.expression);
    const { members, property } = filterNeeds(step.expression);
    return {
      key: `?${step.text}`,
      traits: alphabet.traitsAsked(members),
      word: property === undefined ? undefined : alphabet.wordOf(property),
      holds: (scope) => Boolean(evaluate(scope)),
    };
  }
  const anywhere = { traits: ANY_TRAIT, word: undefined };
  if (step.kind === "computed") {
    const evaluate = compileExpression(step.expression);
    return { ...anywhere, key: `(${JSON.stringify(step.expression)}`, holds: (scope) => isComputed(evaluate, scope) };
  }
  if (step.kind === "slice") {
    const { start, end, step: stride } = step;
    return { ...anywhere, key: `:${start}:${end}:${stride}`, holds: (scope) => isInSlice(scope, start, end, stride) };
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
