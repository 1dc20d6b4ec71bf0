import { unescapeToken } from "@surety/model/pointer";
import type { RawNode, RawObject } from "@surety/engine-spec/contract";
import type { Outline } from "./outline.ts";

export type Key = string | number;
export type KeyPath = readonly Key[];

/** Where a chain of references ends. */
export interface RefTarget {
  readonly raw: RawNode;
  readonly path: KeyPath;
}

/** A place that exists, and what was looked for below it. */
export interface SourcePath {
  readonly path: KeyPath;
  readonly missing: KeyPath;
}

const MAX_HOPS = 64;

/** The reference that a node is; a member named `$ref` whose value is no text is a member like others. */
export function refOf(node: unknown): string | undefined {
  if (node === null || typeof node !== "object" || Array.isArray(node)) return undefined;
  const ref: unknown = Reflect.get(node, "$ref");
  return typeof ref === "string" ? ref : undefined;
}

/** The place is not a reference, or its reference leads nowhere. */
export const NOWHERE = -1;

/**
 * A document as written, and beside it the cyclic graph in which every local reference is replaced by what it refers
 * to. Parts without references are shared between the two. A reference that leads nowhere stays as it is.
 */
export class ResolvedDocument {
  readonly raw: RawObject;
  readonly outline: Outline;
  /** Targets that references name, hop by hop, as `#/a/b` with nothing escaped. */
  readonly named = new Set<string>();
  readonly #targets = new Map<string, RefTarget | undefined>();
  /** Where a reference at a place leads, {@link NOWHERE} for everything else. */
  readonly leads: Int32Array;
  /** Places that a reference leads to. */
  readonly #reached: ReadonlySet<number>;
  /** Objects and lists of the graph that differ from what is written, by place. */
  readonly #copies: readonly (object | undefined)[];

  constructor(raw: RawObject, outline: Outline) {
    this.raw = raw;
    this.outline = outline;
    this.leads = this.#followReferences();
    this.#reached = new Set(outline.references.map((place) => outline.originOf(this.leads[place]!)));
    this.#copies = this.#build();
  }

  get resolved(): unknown {
    return this.valueOf(0);
  }

  /** What a place is in the resolved graph, the reference at itself left aside. */
  valueOf(place: number): unknown {
    return this.#copies[place] ?? this.outline.nodes[place];
  }

  /** Whether a place is reached through a reference as well. */
  isTarget(place: number): boolean {
    return this.#reached.has(this.outline.originOf(place));
  }

  target(ref: string): RefTarget | undefined {
    if (this.#targets.has(ref)) return this.#targets.get(ref);
    const target = this.#follow(ref);
    this.#targets.set(ref, target);
    return target;
  }

  /**
   * The place in the source of a path through the resolved graph, as far as it exists, and the keys that do not. A path
   * that ends at an object which is nothing but a reference stands where the reference leads.
   */
  sourcePath(path: KeyPath): SourcePath {
    let at: RawNode = this.raw;
    let place: Key[] = [];
    let hasJumped = false;
    for (const [depth, key] of path.entries()) {
      const target: RefTarget | undefined = hasKey(at, key) ? undefined : this.#targetOf(at);
      if (target !== undefined && (hasJumped || isOnlyRef(at) || hasKey(target.raw, key))) {
        if (!hasJumped && !hasKey(target.raw, key)) return { path: target.path, missing: path.slice(depth) };
        at = target.raw;
        place = [...target.path];
        hasJumped = true;
      }
      const next = childOf(at, key);
      if (next === undefined) return { path: place, missing: path.slice(depth) };
      place.push(Array.isArray(at) ? Number(key) : key);
      at = next;
    }
    const target = isOnlyRef(at) ? this.#targetOf(at) : undefined;
    return { path: target === undefined ? place : target.path, missing: [] };
  }

  /** The part of a path that exists in the document as written. */
  closestPath(path: KeyPath): SourcePath {
    let at: RawNode = this.raw;
    for (const [depth, key] of path.entries()) {
      const next = childOf(at, key);
      if (next === undefined) return { path: path.slice(0, depth), missing: path.slice(depth) };
      at = next;
    }
    return { path, missing: [] };
  }

  valueAt(path: KeyPath): RawNode | undefined {
    let at: RawNode | undefined = this.raw;
    for (const key of path) at = at === undefined ? undefined : childOf(at, key);
    return at;
  }

  #targetOf(node: RawNode): RefTarget | undefined {
    const ref = refOf(node);
    return ref === undefined ? undefined : this.target(ref);
  }

  #followReferences(): Int32Array {
    const { outline } = this;
    const places = new Map<RawNode, number>();
    const leads = new Int32Array(outline.nodes.length).fill(NOWHERE);
    const targets = outline.references.map((place) => this.#targetOf(outline.nodes[place] ?? null));
    const wanted = new Map<RawNode, RefTarget>();
    for (const target of targets) if (target !== undefined) wanted.set(target.raw, target);
    for (let place = 0; place < leads.length; place += 1) {
      const node = outline.nodes[place] ?? null;
      if (typeof node !== "object" || node === null) continue;
      const target = wanted.get(node);
      if (target !== undefined && (!places.has(node) || isSamePath(outline.pathOf(place), target.path))) places.set(node, place);
    }
    for (const [index, place] of outline.references.entries()) {
      const target = targets[index];
      if (target !== undefined) leads[place] = places.get(target.raw) ?? outline.append(target.raw);
    }
    return leads;
  }

  /** Copies what is above references. */
  #build(): (object | undefined)[] {
    const { outline } = this;
    const { nodes, keys, parents, references } = outline;
    const copies = nodes.map((): object | undefined => undefined);
    const changed: number[] = [];
    for (const reference of references) {
      const isFollowed = this.leads[reference] !== NOWHERE;
      if (isFollowed) changed.push(reference);
      for (let at = isFollowed ? parents[reference]! : reference; at >= 0 && copies[at] === undefined; at = parents[at]!) {
        copies[at] = copies[outline.originOf(at)] ??= copyOf(nodes[at]);
        changed.push(at);
      }
    }
    for (const place of changed) {
      const holder = copies[parents[place]!];
      const lead = this.leads[place]!;
      const shown = lead === NOWHERE ? place : lead;
      if (holder !== undefined) Reflect.set(holder, keys[place]!, copies[shown] ?? nodes[shown]);
    }
    return copies;
  }

  #follow(ref: string): RefTarget | undefined {
    let at: RefTarget | undefined = this.#walk(ref);
    for (let hops = 0; at !== undefined; hops += 1) {
      const next = refOf(at.raw);
      if (next === undefined) return at;
      if (hops === MAX_HOPS) return undefined;
      const target = this.#walk(next);
      if (target === undefined) return at;
      at = target;
    }
    return undefined;
  }

  /** One hop. A pointer through a reference goes on in its target. */
  #walk(ref: string, hops = { left: MAX_HOPS }): RefTarget | undefined {
    if (ref !== "#" && !ref.startsWith("#/")) return undefined;
    const keys = ref === "#" ? [] : decode(ref.slice(2)).split("/").map(unescapeToken);
    this.named.add(keys.length === 0 ? "#" : `#/${keys.join("/")}`);
    let at: RawNode = this.raw;
    let path: Key[] = [];
    for (const key of keys) {
      while (!hasKey(at, key)) {
        const through = refOf(at);
        hops.left -= 1;
        const target: RefTarget | undefined = through === undefined || hops.left < 0 ? undefined : this.#walk(through, hops);
        if (target === undefined) return undefined;
        at = target.raw;
        path = [...target.path];
      }
      const next = childOf(at, key);
      if (next === undefined) return undefined;
      path.push(Array.isArray(at) ? Number(key) : key);
      at = next;
    }
    return { raw: at, path };
  }
}

function copyOf(node: RawNode | undefined): object {
  return Array.isArray(node) ? [...node] : Object.assign(Object.create(null), node);
}

function isSamePath(one: KeyPath, other: KeyPath): boolean {
  return one.length === other.length && one.every((key, depth) => key === other[depth]);
}

function isOnlyRef(node: RawNode): boolean {
  return refOf(node) !== undefined && typeof node === "object" && node !== null && Object.keys(node).length === 1;
}

function hasKey(node: RawNode, key: Key): boolean {
  return childOf(node, key) !== undefined;
}

function childOf(node: RawNode, key: Key): RawNode | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  if (Array.isArray(node)) return typeof key === "number" || /^(?:0|[1-9]\d*)$/.test(key) ? node[Number(key)] : undefined;
  return Object.hasOwn(node, key) ? node[key] : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
