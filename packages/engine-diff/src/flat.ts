import type { Json } from "@surety/model/json";
import type { Pointer } from "@surety/model/pointer";
import { joinPointer } from "@surety/model/pointer";
import type { JsonType, Schema } from "@surety/engine-spec/schema";
import { jsonEqual } from "@surety/engine-schema/json-values";
import { dereference } from "@surety/engine-schema/view";

/** The schemas that hold together at one place, with `$ref`, `allOf` and lone alternatives followed: how a schema is composed makes no difference. */
export interface Flat {
  readonly schema: Schema;
  /** Nodes with keywords of their own. */
  readonly parts: readonly Schema[];
  /** All nodes, with those that only annotate; what is written at the place itself comes first. */
  readonly nodes: readonly Schema[];
  /** Null is valid beside what the parts say. */
  readonly orNull: boolean;
  readonly never: boolean;
  /** Undefined: any type. */
  readonly types: ReadonlySet<JsonType> | undefined;
  readonly enum: readonly Json[] | undefined;
  readonly required: ReadonlySet<string>;
  /** All schemas of a property, by name. */
  readonly properties: ReadonlyMap<string, readonly Schema[]>;
  readonly unions: readonly { readonly oneOf: boolean; readonly arms: readonly Schema[] }[];
}

const MOST_PARTS = 20_000;

/** Flattens schemas, each once. */
export class Flattener {
  readonly #flats = new Map<Schema, Flat>();
  readonly #joined = new Map<Schema, Map<Schema, Schema>>();

  of(schema: Schema): Flat {
    const known = this.#flats.get(schema);
    if (known !== undefined) return known;
    const nodes = nodesOf(schema);
    const plain = flatOf(schema, nodes);
    this.#flats.set(schema, plain);
    const flat = this.#orNull(plain);
    this.#flats.set(schema, flat);
    return flat;
  }

  /** One schema for several that hold together; the same list gives the same node. */
  join(schemas: readonly Schema[]): Schema | undefined {
    return schemas.slice(1).reduce<Schema | undefined>((all, next) => (all === undefined ? next : this.#joinTwo(all, next)), schemas[0]);
  }

  #joinTwo(left: Schema, right: Schema): Schema {
    if (left === right) return left;
    const known = this.#joined.get(left) ?? new Map<Schema, Schema>();
    this.#joined.set(left, known);
    const joined = known.get(right) ?? { pointer: left.pointer, allOf: [left, right] };
    known.set(right, joined);
    return joined;
  }

  /** "This or null" is this, with null added. */
  #orNull(plain: Flat): Flat {
    const [only] = plain.parts;
    const other = plain.parts.length === 1 && only !== undefined ? withoutNull(only) : undefined;
    if (other === undefined) return plain;
    const inner = this.of(other);
    const types = inner.types === undefined ? undefined : new Set<JsonType>([...inner.types, "null"]);
    const values = inner.enum === undefined || inner.enum.includes(null) ? inner.enum : [...inner.enum, null];
    const nodes = [...new Set([...plain.nodes, ...inner.nodes])];
    return { ...inner, schema: plain.schema, nodes, orNull: true, types, enum: values };
  }
}

function flatOf(schema: Schema, nodes: readonly Schema[]): Flat {
  const parts = nodes.filter(constrains);
  return {
    schema,
    parts,
    nodes,
    orNull: false,
    never: parts.some((part) => part.never === true),
    types: intersectTypes(parts),
    enum: intersectValues(parts),
    required: new Set(parts.flatMap((part) => [...(part.required ?? [])]).sort()),
    properties: propertiesOf(parts),
    unions: parts.flatMap((part) => [
      ...(part.anyOf === undefined || part.anyOf.length === 1 ? [] : [{ oneOf: false, arms: part.anyOf }]),
      ...(part.oneOf === undefined || part.oneOf.length === 1 ? [] : [{ oneOf: true, arms: part.oneOf }]),
    ]),
  };
}

function nodesOf(root: Schema): readonly Schema[] {
  const seen = new Set([root]);
  for (const schema of seen) {
    if (seen.size > MOST_PARTS) break;
    if (schema.ref !== undefined) seen.add(schema.ref);
    for (const part of schema.allOf ?? []) seen.add(part);
    if (schema.anyOf?.length === 1 && schema.anyOf[0] !== undefined) seen.add(schema.anyOf[0]);
    if (schema.oneOf?.length === 1 && schema.oneOf[0] !== undefined) seen.add(schema.oneOf[0]);
  }
  return [...seen];
}

const COMPOSES = new Set([
  "pointer",
  "ref",
  "refText",
  "allOf",
  "title",
  "description",
  "examples",
  "deprecated",
  "sunset",
  "stability",
  "readOnly",
  "writeOnly",
  "default",
  "extensibleEnum",
]);

function constrains(schema: Schema): boolean {
  return Object.entries(schema).some(
    ([keyword, value]) =>
      value !== undefined &&
      !COMPOSES.has(keyword) &&
      !((keyword === "anyOf" || keyword === "oneOf") && Array.isArray(value) && value.length === 1),
  );
}

const isNull = (schema: Schema): boolean => {
  const node = dereference(schema);
  const keywords = Object.entries(node).filter(([keyword, value]) => value !== undefined && !COMPOSES.has(keyword));
  const saysNull =
    (node.types !== undefined && node.types.size === 1 && node.types.has("null")) || (node.enum?.length === 1 && node.enum[0] === null);
  return (
    saysNull &&
    keywords.every(([keyword]) => keyword === "types" || keyword === "enum") &&
    node.allOf === undefined &&
    node.ref === undefined
  );
};

/** What a schema says beside null, when it says nothing but "one of these, or null". */
function withoutNull(schema: Schema): Schema | undefined {
  const arms = schema.anyOf ?? schema.oneOf;
  if (arms === undefined || arms.length < 2 || (schema.anyOf !== undefined && schema.oneOf !== undefined)) return undefined;
  if (
    Object.entries(schema).some(
      ([keyword, value]) => value !== undefined && !COMPOSES.has(keyword) && keyword !== "anyOf" && keyword !== "oneOf",
    )
  )
    return undefined;
  const others = arms.filter((arm) => !isNull(arm));
  const [first] = others;
  if (first === undefined || others.length !== arms.length - 1) return undefined;
  if (schema.anyOf === undefined && !others.every(excludesNull)) return undefined;
  if (others.length === 1) return first;
  return schema.anyOf === undefined ? { pointer: schema.pointer, oneOf: others } : { pointer: schema.pointer, anyOf: others };
}

function excludesNull(schema: Schema): boolean {
  const node = dereference(schema);
  return node.types !== undefined ? !node.types.has("null") : node.enum !== undefined && !node.enum.includes(null);
}

function intersectTypes(parts: readonly Schema[]): ReadonlySet<JsonType> | undefined {
  let types: Set<JsonType> | undefined;
  for (const part of parts) {
    if (part.types === undefined) continue;
    const own = part.types;
    types =
      types === undefined
        ? new Set(own)
        : new Set(
            [...types].flatMap((type) =>
              own.has(type)
                ? [type]
                : type === "number" && own.has("integer")
                  ? ["integer" as const]
                  : type === "integer" && own.has("number")
                    ? [type]
                    : [],
            ),
          );
  }
  return types;
}

function intersectValues(parts: readonly Schema[]): readonly Json[] | undefined {
  const lists = parts.flatMap((part) => (part.enum === undefined ? [] : [part.enum]));
  const [first, ...others] = lists;
  return first?.filter((value) => others.every((list) => list.some((other) => jsonEqual(value, other))));
}

function propertiesOf(parts: readonly Schema[]): ReadonlyMap<string, readonly Schema[]> {
  const properties = new Map<string, Schema[]>();
  for (const part of parts) {
    for (const [name, schema] of part.properties ?? []) {
      const known = properties.get(name);
      if (known === undefined) properties.set(name, [schema]);
      else if (!known.includes(schema)) known.push(schema);
    }
  }
  return properties;
}

/** Where a keyword is written, or the schema's own place. */
export function placeOf(flat: Flat, ...keywords: readonly (keyof Schema)[]): Pointer {
  for (const keyword of keywords) {
    const part = flat.parts.find((candidate) => candidate[keyword] !== undefined);
    if (part !== undefined) return joinPointer(part.pointer, WRITTEN[keyword] ?? keyword);
  }
  return dereference(flat.schema).pointer;
}

const WRITTEN: { readonly [keyword: string]: string } = { types: "type", sunset: "x-sunset", stability: "x-stability-level" };

/** Null is a valid value, as far as types and lists tell. */
export function takesNull(flat: Flat): boolean {
  return flat.orNull || ((flat.types === undefined || flat.types.has("null")) && (flat.enum === undefined || flat.enum.includes(null)));
}
