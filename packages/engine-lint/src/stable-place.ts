import { type Pointer, unescapeToken } from "@surety/model/pointer";
import type { RawNode, RawObject } from "@surety/engine-spec/contract";

interface Place {
  readonly node: RawNode | undefined;
  readonly words: string;
  readonly depth: number;
  /** The path template that it is below, if it is. */
  readonly template: string | undefined;
  /** The first token: only what is below `paths` has a template. */
  readonly root: string;
}

/**
 * Places in words that survive edits: path parameters are anonymous, and an entry of an array is named by
 * what it is (its place and name, its `$ref`, its value), not by its index. Findings share most of their way.
 */
export class StablePlaces {
  readonly #known: Map<Pointer, Place>;

  constructor(document: RawObject) {
    this.#known = new Map([["", { node: document, words: "", depth: 0, template: undefined, root: "" }]]);
  }

  of(pointer: Pointer): string {
    return this.#place(pointer).words;
  }

  /** Recursion is bounded by the length of pointers. */
  #place(pointer: Pointer): Place {
    const known = this.#known.get(pointer);
    if (known !== undefined) return known;
    const end = pointer.lastIndexOf("/");
    const place = below(this.#place(pointer.slice(0, Math.max(0, end))), unescapeToken(pointer.slice(end + 1)));
    this.#known.set(pointer, place);
    return place;
  }
}

function below({ node: parent, words, depth, template, root }: Place, token: string): Place {
  const node = childOf(parent, token);
  const isTemplate = depth === 1 && root === "paths";
  const own = isTemplate ? token : template;
  const word = Array.isArray(parent) ? entryName(node, own) : isTemplate ? token.replaceAll(/\{[^{}]*\}/g, "{}") : token;
  return { node, words: depth === 0 ? word : `${words} ${word}`, depth: depth + 1, template: own, root: depth === 0 ? token : root };
}

function childOf(node: RawNode | undefined, token: string): RawNode | undefined {
  if (node === null || typeof node !== "object") return undefined;
  if (Array.isArray(node)) return node[Number(token)];
  return Object.hasOwn(node, token) ? node[token] : undefined;
}

function entryName(entry: RawNode | undefined, template: string | undefined): string {
  if (entry === undefined || Array.isArray(entry)) return "*";
  if (entry === null || typeof entry !== "object") return String(entry).slice(0, 200);
  const name = typeof entry["name"] === "string" ? entry["name"] : undefined;
  if (name !== undefined && entry["in"] === "path") return pathParameterName(name, template);
  if (name !== undefined) return typeof entry["in"] === "string" ? `${entry["in"]}:${name}` : name;
  for (const key of ["$ref", "url", "title"]) {
    const value = entry[key];
    if (typeof value === "string") return value;
  }
  return "*";
}

/** A path parameter is known by its position in the template, so that it may be renamed. */
function pathParameterName(name: string, template = ""): string {
  const position = [...template.matchAll(/\{([^{}]*)\}/g)].findIndex((match) => match[1] === name);
  return position === -1 ? `path:${name}` : `path:${position}`;
}
