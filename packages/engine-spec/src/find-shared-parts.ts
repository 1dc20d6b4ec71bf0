import { escapeToken, type Pointer } from "@surety/model/pointer";
import type { RawNode, RawObject } from "./contract.ts";
import { isRawObject } from "./raw-nodes.ts";

/** How deep the parts stand below the root's members. Nothing else of a document can be referred to and be shared. */
const DEPTHS: ReadonlyMap<string, 1 | 2> = new Map([
  ["components", 2],
  ["paths", 2],
  ["webhooks", 2],
  ["definitions", 1],
  ["parameters", 1],
  ["responses", 1],
]);
/** Members of the root that say nothing about operations. */
const APART: ReadonlySet<string> = new Set([...DEPTHS.keys(), "openapi", "swagger", "info", "tags", "externalDocs", "securityDefinitions"]);

/**
 * Places of components, and of members of path items, that say the same in both documents, with all that they refer to
 * and all that they inherit, so that what was read of them stays true. None of it has a discriminator: what that means
 * rests on the names of all schemas. `doubted`: places in the base about which there is
 * something to say, so that it is said about the revision as well.
 */
export function findSharedParts(base: RawObject, revision: RawObject, doubted: Iterable<Pointer>): ReadonlySet<Pointer> {
  const needs = new Map<Pointer, Set<Pointer>>();
  const before = new Map(partsOf(base));
  for (const [pointer, value] of partsOf(revision)) {
    const old = before.get(pointer);
    const references = new Set<string>();
    if (old !== undefined && isSame(old, value, references)) needs.set(pointer, new Set([...references].map(partMeant)));
  }
  for (const pointer of doubted) needs.delete(partAt(pointer));
  inherit(base, revision, needs);
  return closed(needs);
}

function* partsOf(root: RawObject): Generator<[Pointer, RawNode], void> {
  for (const [name, depth] of DEPTHS) {
    for (const [key, value] of membersOf(root[name])) {
      if (depth === 1) yield [`/${name}/${escapeToken(key)}`, value];
      else for (const [inner, part] of membersOf(value)) yield [`/${name}/${escapeToken(key)}/${escapeToken(inner)}`, part];
    }
  }
}

function membersOf(value: RawNode | undefined): [string, RawNode][] {
  return isRawObject(value) ? Object.entries(value) : [];
}

/** Equal, in the same order. Collects the texts of `$ref`s; what has a discriminator is taken for different. */
function isSame(left: RawNode, right: RawNode, references: Set<string>): boolean {
  if (typeof left !== "object" || left === null) return left === right;
  if (typeof right !== "object" || right === null) return false;
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    for (let index = 0; index < left.length; index += 1) if (!isSame(left[index]!, right[index]!, references)) return false;
    return true;
  }
  if (Array.isArray(right)) return false;
  const names = Object.keys(left);
  const others = Object.keys(right);
  if (names.length !== others.length) return false;
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index]!;
    if (name !== others[index] || name === "discriminator") return false;
    const value = left[name]!;
    if (!isSame(value, right[name]!, references)) return false;
    if (name === "$ref" && typeof value === "string") references.add(value);
  }
  return true;
}

/** The place of the part that a reference leads into; no part's place when it leads elsewhere. */
function partMeant(reference: string): Pointer {
  const text = decoded(reference);
  return text.startsWith("#/") ? partAt(text.slice(1)) : "";
}

/** The place of the part that a place is in. */
function partAt(pointer: Pointer): Pointer {
  const [, name = "", ...tokens] = pointer.split("/");
  return `/${[name, ...tokens.slice(0, DEPTHS.get(name) ?? 0)].join("/")}`;
}

function decoded(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** Members of a path item rest on each other, and all of them on what the root says. */
function inherit(base: RawObject, revision: RawObject, needs: Map<Pointer, Set<Pointer>>): void {
  const names = new Set([...Object.keys(base), ...Object.keys(revision)]);
  const inherits = [...names].every(
    (name) => APART.has(name) || name.startsWith("x-") || isSame(base[name] ?? null, revision[name] ?? null, new Set()),
  );
  for (const section of ["paths", "webhooks"]) {
    const before = base[section];
    for (const [key, item] of membersOf(revision[section])) {
      const old = isRawObject(before) ? before[key] : undefined;
      const common = [...new Set([...membersOf(old), ...membersOf(item)].map(([name]) => name))].filter((name) => !METHODS.has(name));
      const pointers = common.map((name) => `/${section}/${escapeToken(key)}/${escapeToken(name)}`);
      for (const [name] of membersOf(item)) {
        const needed = needs.get(`/${section}/${escapeToken(key)}/${escapeToken(name)}`);
        for (const pointer of inherits ? pointers : [""]) needed?.add(pointer);
      }
    }
  }
}

const METHODS: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]);

/** The parts that need none but each other. */
function closed(needs: ReadonlyMap<Pointer, ReadonlySet<Pointer>>): ReadonlySet<Pointer> {
  const neededBy = new Map<Pointer, Pointer[]>();
  const out = new Set<Pointer>();
  for (const [pointer, needed] of needs) {
    for (const other of needed) {
      if (!needs.has(other)) out.add(pointer);
      const users = neededBy.get(other);
      if (users === undefined) neededBy.set(other, [pointer]);
      else users.push(pointer);
    }
  }
  for (const pointer of out) for (const user of neededBy.get(pointer) ?? []) out.add(user);
  return new Set([...needs.keys()].filter((pointer) => !out.has(pointer)));
}
