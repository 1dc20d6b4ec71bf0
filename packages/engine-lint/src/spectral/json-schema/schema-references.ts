import { resolveUri } from "@surety/engine-spec/resolve-uri";
import { isMembers, type Members } from "./json-types.ts";
import { UnusableSchema } from "./schema-error.ts";

/** Where a reference leads. */
export interface SchemaTarget {
  readonly schema: unknown;
  /** The address of the schema resource that it is in; empty for a root without `$id`. */
  readonly resource: string;
  /** The name under which schemas further out may take its place (`$dynamicAnchor`); empty for `$recursiveAnchor`. */
  readonly dynamic?: string;
}

/** Members whose values are data. */
const DATA = new Set(["default", "enum", "const", "examples", "example", "required"]);
/** Members whose own members have free names. */
const NAMED = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"]);

const known = new WeakMap<object, SchemaReferences>();

/** What references in a schema lead to: places, and names given by `$id`, `$anchor` and `$dynamicAnchor` (JSON Schema 2020-12, section 8.2). */
export class SchemaReferences {
  readonly #resources = new Map<string, Members>();
  readonly #anchors = new Map<string, SchemaTarget>();
  /** Of schemas that hold references. */
  readonly #bases = new Map<unknown, string>();
  readonly #idKeyword: "id" | "$id";

  /** Of one schema there is one: it is read when a reference in it is first followed. */
  static of(root: unknown): SchemaReferences {
    if (typeof root !== "object" || root === null) return new SchemaReferences(root);
    const before = known.get(root);
    if (before !== undefined) return before;
    const references = new SchemaReferences(root);
    known.set(root, references);
    return references;
  }

  constructor(root: unknown) {
    const dialect = isMembers(root) ? root["$schema"] : undefined;
    this.#idKeyword = typeof dialect === "string" && /draft-04/.test(dialect) ? "id" : "$id";
    if (isMembers(root)) this.#resources.set("", root);
    this.#index(root);
  }

  /** The address of the resource that a schema begins, or undefined when it is a part of another. */
  resourceOf(schema: Members): string | undefined {
    const id = schema[this.#idKeyword];
    return typeof id === "string" && !id.startsWith("#") ? this.#bases.get(schema) : undefined;
  }

  /** Throws {@link UnusableSchema} for what is not there. */
  target(from: unknown, ref: string): SchemaTarget {
    const [address = "", fragment = ""] = ref.split("#", 2);
    const base = this.#bases.get(from) ?? "";
    const resource = address === "" ? base : resolveUri(base, address);
    const root = this.#resources.get(resource);
    if (root === undefined) {
      if (/^https?:\/\/json-schema\.org\//.test(resource))
        throw new RangeError(`\`${ref}\` is a schema of schemas, and none is built in: write what it should say into the rule`);
      throw new UnusableSchema(`can't resolve reference ${ref}`, true);
    }
    if (fragment === "") return this.#recursive(root, resource);
    const target = fragment.startsWith("/") ? this.#byPointer(root, resource, fragment) : this.#anchors.get(`${resource}#${fragment}`);
    if (target === undefined) throw new UnusableSchema(`can't resolve reference ${ref}`, true);
    return target;
  }

  /** The outermost of the resources being checked that has the dynamic name of a target, or the target itself. */
  outermost(target: SchemaTarget, scope: readonly string[]): SchemaTarget {
    if (target.dynamic === undefined) return target;
    for (const resource of scope) {
      const candidate: SchemaTarget | undefined =
        target.dynamic === ""
          ? this.#recursive(this.#resources.get(resource), resource)
          : this.#anchors.get(`${resource}#${target.dynamic}`);
      if (candidate?.dynamic === target.dynamic) return candidate;
    }
    return target;
  }

  #recursive(root: Members | undefined, resource: string): SchemaTarget {
    return { schema: root, resource, ...(root?.["$recursiveAnchor"] === true ? { dynamic: "" } : {}) };
  }

  #byPointer(root: Members, resource: string, pointer: string): SchemaTarget | undefined {
    let at: unknown = root;
    for (const token of pointer.slice(1).split("/")) {
      const key = decoded(token).replaceAll("~1", "/").replaceAll("~0", "~");
      at = typeof at === "object" && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined;
      if (at === undefined) return undefined;
    }
    return { schema: at, resource: this.#bases.get(at) ?? resource };
  }

  /** Schemas may be cyclic graphs; each is a part of the resource in which it is found first. */
  #index(root: unknown): void {
    const seen = new Set<object>();
    const open: { readonly node: unknown; readonly base: string; readonly isNamed: boolean }[] = [{ node: root, base: "", isNamed: false }];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const { node, isNamed } = at;
      if (typeof node !== "object" || node === null || seen.has(node)) continue;
      seen.add(node);
      const base = isNamed || !isMembers(node) ? at.base : this.#register(node, at.base);
      const members = Object.entries(node);
      for (let index = members.length - 1; index >= 0; index -= 1) {
        const [name, member] = members[index] ?? ["", undefined];
        if (!isNamed && DATA.has(name)) continue;
        open.push({ node: member, base, isNamed: !isNamed && !Array.isArray(node) && NAMED.has(name) });
      }
    }
  }

  #register(schema: Members, outer: string): string {
    const { [this.#idKeyword]: id, $anchor, $dynamicAnchor, $ref, $dynamicRef, $recursiveRef } = schema;
    let base = outer;
    if (typeof id === "string" && id.startsWith("#")) this.#name(base, id.slice(1), { schema, resource: base });
    else if (typeof id === "string" && id !== "") {
      base = resolveUri(outer, id);
      if (!this.#resources.has(base)) this.#resources.set(base, schema);
    }
    if (base !== "" || $ref !== undefined || $dynamicRef !== undefined || $recursiveRef !== undefined) this.#bases.set(schema, base);
    if (typeof $anchor === "string") this.#name(base, $anchor, { schema, resource: base });
    if (typeof $dynamicAnchor === "string") this.#name(base, $dynamicAnchor, { schema, resource: base, dynamic: $dynamicAnchor });
    return base;
  }

  #name(base: string, name: string, target: SchemaTarget): void {
    const uri = `${base}#${name}`;
    if (!this.#anchors.has(uri)) this.#anchors.set(uri, target);
  }
}

function decoded(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}
