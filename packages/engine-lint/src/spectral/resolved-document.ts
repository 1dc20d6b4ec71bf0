import { unescapeToken } from "@surety/model/pointer";
import type { RawNode, RawObject } from "@surety/engine-spec/contract";

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

/**
 * A document as written, and beside it the cyclic graph in which every local reference is replaced by what it refers
 * to. Parts without references are shared between the two. A reference that leads nowhere stays as it is.
 */
export class ResolvedDocument {
  readonly raw: RawObject;
  readonly resolved: unknown;
  /** Targets that references name, hop by hop, as `#/a/b` with nothing escaped. */
  readonly named = new Set<string>();
  readonly #targets = new Map<string, RefTarget | undefined>();
  /** Containers of the source, and whether a reference stands in them. */
  readonly #holdsRefs = new Map<object, boolean>();
  readonly #clones = new Map<object, object>();
  readonly #targetNodes = new Set<unknown>();

  constructor(raw: RawObject) {
    this.raw = raw;
    this.#findRefs(raw);
    this.resolved = this.#build(raw);
  }

  /** Whether a resolved object is reached through a reference as well. */
  isTarget(node: unknown): boolean {
    return this.#targetNodes.has(node);
  }

  target(ref: string): RefTarget | undefined {
    if (this.#targets.has(ref)) return this.#targets.get(ref);
    const target = this.#follow(ref);
    this.#targets.set(ref, target);
    return target;
  }

  /** What a raw node is in the resolved graph. */
  resolve(raw: RawNode): unknown {
    const ref = refOf(raw);
    const target = ref === undefined ? undefined : this.target(ref);
    const node = target === undefined ? raw : target.raw;
    return typeof node === "object" && node !== null ? (this.#clones.get(node) ?? node) : node;
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

  /** Depth is bounded by the reader's limit on nesting. */
  #findRefs(node: RawNode[] | RawObject): boolean {
    const before = this.#holdsRefs.get(node);
    if (before !== undefined) return before;
    let found = false;
    const ref = refOf(node);
    if (ref !== undefined) {
      found = true;
      this.target(ref);
    }
    for (const child of Array.isArray(node) ? node : Object.values(node))
      if (typeof child === "object" && child !== null && this.#findRefs(child)) found = true;
    this.#holdsRefs.set(node, found);
    return found;
  }

  /** Clones what holds references, without recursion: a chain of references may be as long as the document. */
  #build(root: RawObject): unknown {
    const open: (RawNode[] | RawObject)[] = [];
    const shell = (node: RawNode): unknown => {
      if (typeof node !== "object" || node === null || this.#holdsRefs.get(node) !== true) return node;
      const known = this.#clones.get(node);
      if (known !== undefined) return known;
      const copy: object = Array.isArray(node) ? [] : Object.create(null);
      this.#clones.set(node, copy);
      open.push(node);
      return copy;
    };
    const child = (node: RawNode): unknown => shell(this.#targetOf(node)?.raw ?? node);
    const result = shell(root);
    for (const target of this.#targets.values()) {
      const node = target === undefined ? undefined : shell(target.raw);
      if (typeof node === "object" && node !== null) this.#targetNodes.add(node);
    }
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const copy = this.#clones.get(node);
      if (Array.isArray(copy) && Array.isArray(node)) for (const item of node) copy.push(child(item));
      else if (copy !== undefined && !Array.isArray(node))
        for (const key of Object.keys(node)) {
          const value = node[key] ?? null;
          Reflect.set(copy, key, typeof value === "object" && value !== null ? child(value) : value);
        }
    }
    return result;
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
