import type { RawNode } from "@surety/engine-spec/contract";
import type { Accept, Automaton, State, Transition } from "./json-path/automaton.ts";
import type { FilterScope } from "./json-path/filter-scope.ts";
import { CONTAINER_TRAIT } from "./json-path/alphabet.ts";
import { type Cursor, evaluateSteps } from "./json-path/evaluate-steps.ts";
import type { Outline } from "./outline.ts";
import { type Key, type KeyPath, NOWHERE, type ResolvedDocument } from "./resolved-document.ts";

/** A value that a path matched, and where: `path` leads through references as they were followed last. */
export interface Match {
  readonly value: unknown;
  readonly path: KeyPath;
  /** What has it, as written; undefined where that was not come through. */
  readonly holder?: unknown;
}

type Emit = (path: number, match: Match) => void;

/**
 * Walks a document once for all paths. References are followed to their targets when `resolved`; an object is walked
 * once per state, so cost follows the document and not the paths through it. Targets of references wait in a list.
 */
export function walkDocument(document: ResolvedDocument, automaton: Automaton, resolved: boolean, emit: Emit): void {
  new Walk(document, automaton, resolved, emit).run();
}

class Walk implements FilterScope {
  readonly #document: ResolvedDocument;
  readonly #outline: Outline;
  readonly #automaton: Automaton;
  readonly #resolved: boolean;
  readonly #emit: Emit;
  readonly #waiting: { place: number; state: State }[] = [];
  /** The number of the state in which the walk has come to a place last. */
  readonly #states: Int32Array;
  /** The first state in which an object was walked; the others stand beside it. */
  readonly #walked: Int32Array;
  readonly #walkedAgain = new Map<number, Set<number>>();
  #base = 0;
  #place = 0;
  readonly root: unknown;
  value: unknown = undefined;
  property: Key = "";
  parent: unknown = undefined;

  constructor(document: ResolvedDocument, automaton: Automaton, resolved: boolean, emit: Emit) {
    this.#document = document;
    this.#outline = document.outline;
    this.#automaton = automaton;
    this.#resolved = resolved;
    this.#emit = emit;
    this.#states = new Int32Array(this.#outline.nodes.length);
    this.#walked = new Int32Array(this.#outline.nodes.length);
    this.root = this.#valueOf(0);
  }

  parentProperty(): Key | undefined {
    const parent = this.#outline.parents[this.#place]!;
    return parent > 0 ? this.#outline.keys[parent] : undefined;
  }

  path(): KeyPath {
    return this.#outline.pathOf(this.#place);
  }

  run(): void {
    const { state, accepts } = this.#automaton.start();
    for (const accept of accepts) if (accept.rest.length === 0) this.#emit(accept.path, { value: this.root, path: [] });
    this.#waiting.push({ place: 0, state });
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) this.#below(next.place, next.state);
  }

  #below(base: number, state: State): void {
    this.#base = base;
    if (!this.#enters(base, state)) return;
    const { parents, words, traits, ends } = this.#outline;
    const { leads } = this.#document;
    const states = this.#states;
    const resolved = this.#resolved;
    const end = ends[base]!;
    // One place on: below it, or past all that is below.
    for (let place = base + 1; place < end; ) {
      const edge = this.#automaton.stateNumbered(states[parents[place]!]!).edge(words[place]!);
      const lead = resolved ? leads[place]! : NOWHERE;
      const shown = lead === NOWHERE ? place : lead;
      const has = traits[shown]!;
      const transition = (has & edge.traits) === 0 ? edge.plain : edge.follow(has, this.#look(place, shown));
      const { next, accepts } = transition;
      if (accepts.length > 0) this.#accept(transition, place, shown);
      const isContainer = (has & CONTAINER_TRAIT) !== 0;
      if (isContainer && lead === NOWHERE && this.#enters(place, next)) place += 1;
      else {
        if (isContainer && lead !== NOWHERE && !next.dead && !this.#isWalked(lead, next)) this.#waiting.push({ place: lead, state: next });
        place = ends[place]!;
      }
    }
  }

  #look(place: number, shown: number): FilterScope {
    this.#place = place;
    this.value = this.#valueOf(shown);
    this.property = this.#outline.keys[place]!;
    this.parent = this.#valueOf(this.#outline.parents[place]!);
    return this;
  }

  #valueOf(place: number): unknown {
    return this.#resolved ? this.#document.valueOf(place) : this.#outline.nodes[place];
  }

  #enters(place: number, state: State): boolean {
    if (state.dead) return false;
    if (this.#resolved) {
      if (this.#isWalked(place, state)) return false;
      this.#noteWalked(this.#outline.originOf(place), state.number);
    }
    this.#states[place] = state.number;
    return true;
  }

  #isWalked(place: number, { number }: State): boolean {
    const origin = this.#outline.originOf(place);
    const first = this.#walked[origin];
    return first === number || (first !== 0 && this.#walkedAgain.get(origin)?.has(number) === true);
  }

  #noteWalked(origin: number, state: number): void {
    if (this.#walked[origin] === 0) {
      this.#walked[origin] = state;
      return;
    }
    const others = this.#walkedAgain.get(origin);
    if (others === undefined) this.#walkedAgain.set(origin, new Set([state]));
    else others.add(state);
  }

  /** The same target through another reference gives the same findings at the same place: once is enough. */
  #accept({ accepts, reported }: Transition, place: number, shown: number): void {
    const outline = this.#outline;
    let again = false;
    if (this.#resolved && (outline.traits[shown]! & CONTAINER_TRAIT) !== 0) {
      const isPureRef = shown !== place && hasOneKey(outline.nodes[place] ?? null);
      const origin = outline.originOf(shown);
      if (isPureRef || this.#document.isTarget(shown)) {
        again = isPureRef && reported.has(origin);
        reported.add(origin);
      }
    }
    const match = new PlacedMatch(this.#valueOf(shown), outline, place);
    for (const accept of accepts) {
      if (accept.rest.length > 0) this.#acceptRest(accept, place, match.path);
      else if (this.#automaton.paths[accept.path]?.keys === true)
        this.#emit(accept.path, new PlacedMatch(outline.keys[place], outline, place));
      else if (!again) this.#emit(accept.path, match);
    }
  }

  /** `^` goes up to where the walk came from; what follows is matched from there. */
  #acceptRest({ path: index, rest }: Accept, place: number, path: KeyPath): void {
    const above: { value: unknown; path: KeyPath }[] = [];
    for (let at = place; at !== this.#base; ) {
      at = this.#outline.parents[at]!;
      above.push({ value: this.#valueOf(at), path: path.slice(0, path.length - above.length - 1) });
    }
    const cursor: Cursor = { value: undefined, path, above: above.reverse() };
    const keys = this.#automaton.paths[index]?.keys === true;
    for (const match of evaluateSteps(cursor, rest, this.root)) {
      const key = match.path.at(-1);
      this.#emit(index, keys ? { value: key, path: match.path } : match);
    }
  }
}

class PlacedMatch implements Match {
  readonly value: unknown;
  readonly #outline: Outline;
  readonly #place: number;
  #path: KeyPath | undefined;

  constructor(value: unknown, outline: Outline, place: number) {
    this.value = value;
    this.#outline = outline;
    this.#place = place;
  }

  /** Made for few of the values that are looked at. */
  get path(): KeyPath {
    return (this.#path ??= this.#outline.pathOf(this.#place));
  }

  get holder(): unknown {
    return this.#outline.nodes[this.#outline.parents[this.#place]!];
  }
}

function hasOneKey(node: RawNode): boolean {
  return typeof node === "object" && node !== null && Object.keys(node).length === 1;
}
