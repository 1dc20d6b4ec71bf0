import type { Json } from "@surety/model/json";
import type { CanonicalGraph } from "./canonical-graph.ts";
import { canonicalJson } from "./canonical-json.ts";
import { isOfTypes } from "./merge-scalars.ts";
import { once } from "./once.ts";
import type { JsonType, Schema } from "./schema.ts";

/** What composes or describes, and constrains nothing by itself. */
const NOTES: ReadonlySet<string> = new Set(["pointer", "ref", "refText", "allOf", "title", "description", "examples"]);

/** The schemas that hold together at one place, `$ref`, `allOf` and arms without alternative followed. */
export interface Conjunction {
  /** Those that constrain by other keywords; empty when everything is valid. */
  readonly parts: readonly Schema[];
  /** Null is valid as well, whatever the parts say. */
  readonly orNull: boolean;
}

/** Takes apart what schemas say at one place; the way in which they are composed makes no difference. */
export class ConjunctionReader {
  readonly #graph: CanonicalGraph;
  readonly #parts = new Map<Schema, readonly Schema[]>();
  readonly #withoutNull = new Map<Schema, Schema | undefined>();
  readonly #plain = new Map<Schema, Schema>();

  constructor(graph: CanonicalGraph) {
    this.#graph = graph;
  }

  read(sources: readonly Schema[]): Conjunction {
    let parts = sources.length === 1 ? this.#partsOf(sources[0]!) : [...new Set(sources.flatMap((source) => this.#partsOf(source)))];
    let orNull = false;
    const seen: Schema[] = [];
    for (let [only] = parts; parts.length === 1 && only && (only.anyOf || only.oneOf) && !seen.includes(only); [only] = parts) {
      seen.push(only);
      const schema = only;
      const rest = once(this.#withoutNull, schema, () => this.#separateNull(schema));
      if (!rest) break;
      orNull = true;
      parts = this.#partsOf(rest);
    }
    if (parts.some((part) => part.anyOf || part.oneOf))
      parts = parts.map((part) => once(this.#plain, part, () => this.#withoutChoice(part)));
    return { parts, orNull };
  }

  /** A choice between types, or between constants, as one list. */
  #withoutChoice(schema: Schema): Schema {
    const arms = schema.anyOf ?? schema.oneOf;
    if (!arms || !saysOnly(schema, schema.anyOf ? "anyOf" : "oneOf")) return schema;
    const types: JsonType[] = [];
    const values: Json[] = [];
    const flat = new Set(arms);
    for (const arm of flat) {
      const parts = this.#partsOf(arm);
      const [part] = parts;
      if (schema.anyOf && parts.length === 1 && part?.anyOf && saysOnly(part, "anyOf")) {
        for (const inner of part.anyOf) flat.add(inner);
        continue;
      }
      if (!part || !parts.every((one) => saysOnly(one, "types", "enum"))) return schema;
      if (parts.some((one) => one.enum)) for (const value of valuesOf(parts)) values.push(value);
      else if (parts.length === 1) types.push(...(part.types ?? []));
      else return schema;
    }
    if (types.length > 0 && values.length > 0) return schema;
    if (schema.oneOf && (overlap(types) || new Set(values.map(canonicalJson)).size < values.length)) return schema;
    return { pointer: schema.pointer, ...(types.length > 0 ? { types: new Set(types) } : { enum: values }) };
  }

  #partsOf(source: Schema): readonly Schema[] {
    const known = this.#parts.get(source);
    if (known) return known;
    const parts = isPlain(source) ? (constrains(source) ? [source] : []) : this.#collect(source);
    this.#parts.set(source, parts);
    return parts;
  }

  #collect(source: Schema): readonly Schema[] {
    const seen = new Set([source]);
    const parts: Schema[] = [];
    for (const schema of seen) {
      this.#graph.spend(1);
      if (schema.ref) seen.add(schema.ref);
      for (const arm of schema.allOf ?? []) seen.add(arm);
      const single = onlyArm(schema.anyOf) ?? onlyArm(schema.oneOf);
      if (single) seen.add(single);
      if (constrains(schema)) parts.push(schema);
    }
    return parts;
  }

  /** What a schema says beside null, when it says nothing but "one of these, or null". */
  #separateNull(schema: Schema): Schema | undefined {
    const arms = schema.anyOf ?? schema.oneOf;
    if (!arms || !saysOnly(schema, "anyOf", "oneOf") || (schema.anyOf && schema.oneOf)) return undefined;
    const others = arms.filter((arm) => !this.#isNull(arm));
    const [first] = others;
    if (!first || others.length !== arms.length - 1) return undefined;
    if (schema.oneOf && !others.every((arm) => this.#excludesNull(arm))) return undefined;
    if (others.length === 1) return first;
    return schema.anyOf ? { pointer: schema.pointer, anyOf: others } : { pointer: schema.pointer, oneOf: others };
  }

  #isNull(schema: Schema): boolean {
    const [part, ...others] = this.#partsOf(schema);
    if (!part || others.length > 0 || !saysOnly(part, "types", "enum")) return false;
    const byType = part.types?.size === 1 && part.types.has("null");
    const byValue = part.enum?.length === 1 && part.enum[0] === null;
    return byType ? byValue || !part.enum : byValue && (!part.types || part.types.has("null"));
  }

  #excludesNull(schema: Schema): boolean {
    return this.#partsOf(schema).some(
      (part) => part.never || (part.types && !part.types.has("null")) || (part.enum && !part.enum.includes(null)),
    );
  }
}

/** The listed values that all parts admit. */
function valuesOf(parts: readonly Schema[]): readonly Json[] {
  const [first = [], ...others] = parts.flatMap((part) => (part.enum ? [part.enum] : []));
  const known = others.map((list) => new Set(list.map(canonicalJson)));
  return first.filter(
    (value) => parts.every(({ types }) => !types || isOfTypes(value, types)) && known.every((list) => list.has(canonicalJson(value))),
  );
}

/** Whether a value can be of two of the types. */
function overlap(types: readonly JsonType[]): boolean {
  return new Set(types).size < types.length || (types.includes("number") && types.includes("integer"));
}

function isPlain({ ref, allOf, anyOf, oneOf }: Schema): boolean {
  return !ref && !allOf && !anyOf && !oneOf;
}

function onlyArm(arms: readonly Schema[] | undefined): Schema | undefined {
  return arms?.length === 1 ? arms[0] : undefined;
}

/** Whether a schema says nothing but these keywords. */
export function saysOnly(schema: Schema, ...keywords: readonly string[]): boolean {
  for (const name in schema) if (!NOTES.has(name) && !keywords.includes(name) && !isWithoutEffect(schema, name)) return false;
  return true;
}

/** Whether a schema says more than it composes and describes. */
function constrains(schema: Schema): boolean {
  for (const name in schema) if (!NOTES.has(name) && !isWithoutEffect(schema, name)) return true;
  return false;
}

/** Keywords at the value that they have when they are left out, and choices without alternative. */
function isWithoutEffect(schema: Schema, name: string): boolean {
  switch (name) {
    case "minLength":
    case "minItems":
    case "minProperties":
      return schema[name] === 0;
    case "uniqueItems":
    case "readOnly":
    case "writeOnly":
    case "deprecated":
      return schema[name] === false;
    case "anyOf":
    case "oneOf":
      return schema[name]?.length === 1;
    case "if":
    case "then":
    case "else":
      return !schema.if || (!schema.then && !schema.else);
    default:
      return false;
  }
}
