import type { Json } from "@surety/model/json";
import type { JsonType, Schema } from "@surety/engine-spec/schema";
import { Flattener } from "./flat.ts";
import type { Flat } from "./flat.ts";

type Draft = { -readonly [Keyword in keyof Schema]: Schema[Keyword] };

/**
 * What a reader of text accepts: `5` where a string is expected, `"5"` where the number 5 is listed. Applied to
 * parameters, headers and forms, whose values have no types on the wire.
 */
export class TextReading {
  readonly #read = new Map<Schema, Draft>();
  readonly #written = new Map<Schema, Schema>();
  readonly #pending: Schema[] = [];
  readonly #flattener = new Flattener();

  /** The schema as it is written, for messages. */
  written(schema: Schema): Schema {
    return this.#written.get(schema) ?? schema;
  }

  of(schema: Schema): Schema {
    const root = this.#draftOf(schema);
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) this.#fill(next);
    return root;
  }

  #draftOf(schema: Schema): Draft {
    const known = this.#read.get(schema);
    if (known !== undefined) return known;
    const draft: Draft = { ...schema };
    this.#read.set(schema, draft);
    this.#written.set(draft, schema);
    this.#pending.push(schema);
    return draft;
  }

  #fill(schema: Schema): void {
    const draft = this.#draftOf(schema);
    const flat = schema.ref === undefined && schema.allOf === undefined ? undefined : this.#flattener.of(schema);
    if (flat !== undefined && isComposedScalar(flat)) return fillScalar(draft, flat);
    const all = (schemas: readonly Schema[]): Schema[] => schemas.map((other) => this.#draftOf(other));
    if (schema.ref !== undefined) draft.ref = this.#draftOf(schema.ref);
    if (schema.items !== undefined) draft.items = this.#draftOf(schema.items);
    if (schema.allOf !== undefined) draft.allOf = all(schema.allOf);
    if (schema.anyOf !== undefined) draft.anyOf = all(schema.anyOf);
    if (schema.oneOf !== undefined) draft.oneOf = all(schema.oneOf);
    if (schema.properties !== undefined)
      draft.properties = new Map([...schema.properties].map(([name, other]) => [name, this.#draftOf(other)]));
    if (schema.types !== undefined) draft.types = textTypes([schema], schema.types, schema.enum);
    if (schema.enum !== undefined) draft.enum = textValues(schema.enum);
  }
}

/** A text, a number or a flag whose keywords stand in several parts: they are read together. */
function isComposedScalar({ parts, unions, orNull }: Flat): boolean {
  return (
    parts.length > 1 &&
    unions.length === 0 &&
    !orNull &&
    parts.every((part) => STRUCTURES.every((keyword) => part[keyword] === undefined)) &&
    parts.some((part) => part.types !== undefined || part.enum !== undefined)
  );
}

const STRUCTURES = ["properties", "items", "prefixItems", "additionalProperties", "not", "if", "discriminator"] as const;

function fillScalar(draft: Draft, { schema, nodes, parts, types, enum: values }: Flat): void {
  for (const keyword of ["ref", "anyOf", "oneOf"] as const) delete draft[keyword];
  draft.allOf = nodes.flatMap((node) => (node === schema ? [] : [withoutComposition(node)]));
  if (types !== undefined) draft.types = textTypes(parts, types, values);
  if (values !== undefined) draft.enum = textValues(values);
}

function withoutComposition({
  types: _types,
  enum: _enum,
  ref: _ref,
  allOf: _allOf,
  anyOf: _anyOf,
  oneOf: _oneOf,
  ...rest
}: Schema): Schema {
  return rest;
}

/** The types that values of `types` may seem to have, written as text. */
function textTypes(parts: readonly Schema[], types: ReadonlySet<JsonType>, values: readonly Json[] | undefined): ReadonlySet<JsonType> {
  if (values !== undefined)
    return new Set([
      ...types,
      ...values.flatMap((value): JsonType[] => (typeof value === "object" ? [] : ["string", "number", "boolean"])),
    ]);
  if (!types.has("string")) return types;
  const free = parts.every(
    (part) =>
      (part.minLength ?? 0) === 0 &&
      [part.pattern, part.format, part.maxLength, part.contentEncoding, part.contentMediaType].every((keyword) => keyword === undefined),
  );
  return free ? new Set<JsonType>([...types, "number", "integer", "boolean"]) : types;
}

function textValues(values: readonly Json[]): readonly Json[] {
  const texts = new Map<string, Json>();
  for (const value of values) {
    texts.set(`${typeof value}${JSON.stringify(value)}`, value);
    if (typeof value === "number" || typeof value === "boolean") texts.set(`string${JSON.stringify(String(value))}`, String(value));
    if (value === "true" || value === "false") texts.set(`boolean${value}`, value === "true");
    if (typeof value === "string" && value.trim() !== "" && String(Number(value)) === value) texts.set(`number${value}`, Number(value));
  }
  return [...texts.values()];
}
