import type { RawNode } from "@surety/engine-spec/contract";
import type { Accept, Automaton, State, Transition } from "./json-path/automaton.ts";
import type { FilterScope } from "./json-path/filter-scope.ts";
import { type Cursor, evaluateSteps } from "./json-path/evaluate-steps.ts";
import { type Key, type KeyPath, refOf, type ResolvedDocument } from "./resolved-document.ts";

/**
 * A value that a path matched, and where: `path` leads through references as they were followed last. It is made when
 * it is first asked for, which has to be before the walk goes on.
 */
export interface Match {
  readonly value: unknown;
  readonly path: KeyPath;
}

type Emit = (path: number, match: Match) => void;

/**
 * Walks a document once for all paths. References are followed to their targets when `resolved`; an object is walked
 * once per state, so cost follows the document and not the paths through it. Recursion is bounded by the nesting of the
 * source: targets of references wait in a list.
 */
export function walkDocument(document: ResolvedDocument, automaton: Automaton, resolved: boolean, emit: Emit): void {
  new Walk(document, automaton, resolved, emit).run();
}

class Walk implements FilterScope {
  readonly #document: ResolvedDocument;
  readonly #automaton: Automaton;
  readonly #resolved: boolean;
  readonly #emit: Emit;
  readonly #waiting: { raw: RawNode; node: unknown; state: State; path: KeyPath }[] = [];
  #base: KeyPath = [];
  readonly #keys: Key[] = [];
  readonly #nodes: unknown[] = [];
  readonly root: unknown;
  value: unknown = undefined;
  property: Key = "";
  parent: unknown = undefined;

  constructor(document: ResolvedDocument, automaton: Automaton, resolved: boolean, emit: Emit) {
    this.#document = document;
    this.#automaton = automaton;
    this.#resolved = resolved;
    this.#emit = emit;
    this.root = resolved ? document.resolved : document.raw;
  }

  parentProperty(): Key | undefined {
    return this.#keys.at(-1) ?? this.#base.at(-1);
  }

  path(): KeyPath {
    return [...this.#base, ...this.#keys, this.property];
  }

  run(): void {
    this.#automaton.forget();
    const { state, accepts } = this.#automaton.start();
    for (const accept of accepts) if (accept.rest.length === 0) this.#emit(accept.path, { value: this.root, path: [] });
    this.#waiting.push({ raw: this.#document.raw, node: this.root, state, path: [] });
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      this.#base = next.path;
      this.#visit(next.raw, next.node, next.state);
    }
    this.#automaton.forget();
  }

  #visit(raw: RawNode, node: unknown, state: State): void {
    if (state.dead || typeof raw !== "object" || raw === null) return;
    if (this.#resolved) {
      if (state.seen.has(node)) return;
      state.seen.add(node);
    }
    this.#nodes.push(node);
    if (Array.isArray(raw)) {
      const items: readonly unknown[] = Array.isArray(node) ? node : raw;
      for (let index = 0; index < raw.length; index += 1) this.#child(raw[index] ?? null, items, index, node, state);
    } else if (typeof node === "object" && node !== null)
      for (const key of Object.keys(raw)) this.#child(raw[key] ?? null, node, key, node, state);
    this.#nodes.pop();
  }

  #child(raw: RawNode, holder: object, key: Key, parent: unknown, state: State): void {
    if (typeof raw === "object" && raw !== null) this.#edge(raw, Reflect.get(holder, key), key, parent, state);
    else if (!state.skips(key)) this.#edge(raw, raw, key, parent, state);
  }

  #edge(raw: RawNode, value: unknown, key: Key, parent: unknown, state: State): void {
    this.value = value;
    this.property = key;
    this.parent = parent;
    const isContainer = typeof value === "object" && value !== null;
    const transition = state.follow(key, isContainer, this);
    const ref = this.#resolved && isContainer && raw !== value ? refOf(raw) : undefined;
    const target = ref === undefined ? undefined : this.#document.target(ref);
    if (transition.accepts.length > 0) this.#accept(transition, value, key, target !== undefined && hasOneKey(raw));
    if (transition.next.dead || !isContainer) return;
    if (target !== undefined) {
      if (!transition.next.seen.has(value)) this.#waiting.push({ raw: target.raw, node: value, state: transition.next, path: target.path });
      return;
    }
    this.#keys.push(key);
    this.#visit(raw, value, transition.next);
    this.#keys.pop();
  }

  /** The same target through another reference gives the same findings at the same place: once is enough. */
  #accept(transition: Transition, value: unknown, key: Key, isPureRef: boolean): void {
    let again = false;
    if (typeof value === "object" && this.#resolved && (isPureRef || this.#document.isTarget(value))) {
      again = isPureRef && transition.reported.has(value);
      transition.reported.add(value);
    }
    let path: KeyPath | undefined;
    const place = (): KeyPath => (path ??= [...this.#base, ...this.#keys, key]);
    const match = new PlacedMatch(value, place);
    for (const accept of transition.accepts) {
      if (accept.rest.length > 0) this.#acceptRest(accept, place());
      else if (this.#automaton.paths[accept.path]?.keys === true) this.#emit(accept.path, new PlacedMatch(key, place));
      else if (!again) this.#emit(accept.path, match);
    }
  }

  /** `^` goes up to where the walk came from; what follows is matched from there. */
  #acceptRest({ path: index, rest }: Accept, path: KeyPath): void {
    const above = this.#nodes.map((value, depth) => ({ value, path: path.slice(0, path.length - this.#nodes.length + depth) }));
    const cursor: Cursor = { value: undefined, path, above };
    const keys = this.#automaton.paths[index]?.keys === true;
    for (const match of evaluateSteps(cursor, rest, this.root)) {
      const key = match.path.at(-1);
      this.#emit(index, keys ? { value: key, path: match.path } : match);
    }
  }
}

class PlacedMatch implements Match {
  readonly value: unknown;
  readonly #place: () => KeyPath;

  constructor(value: unknown, place: () => KeyPath) {
    this.value = value;
    this.#place = place;
  }

  get path(): KeyPath {
    return this.#place();
  }
}

function hasOneKey(raw: RawNode): boolean {
  return typeof raw === "object" && raw !== null && Object.keys(raw).length === 1;
}
