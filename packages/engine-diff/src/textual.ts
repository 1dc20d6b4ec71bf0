import type { Json } from "@surety/model/json";
import type { JsonType, Schema } from "@surety/engine-spec/schema";

type Draft = { -readonly [Keyword in keyof Schema]: Schema[Keyword] };

/**
 * What a reader of text accepts: `5` where a string is expected, `"5"` where the number 5 is listed. Applied to
 * parameters, headers and forms, whose values have no types on the wire.
 */
export class TextReading {
  readonly #read = new Map<Schema, Draft>();
  readonly #written = new Map<Schema, Schema>();
  readonly #pending: Schema[] = [];

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
    const all = (schemas: readonly Schema[]): Schema[] => schemas.map((other) => this.#draftOf(other));
    if (schema.ref !== undefined) draft.ref = this.#draftOf(schema.ref);
    if (schema.items !== undefined) draft.items = this.#draftOf(schema.items);
    if (schema.allOf !== undefined) draft.allOf = all(schema.allOf);
    if (schema.anyOf !== undefined) draft.anyOf = all(schema.anyOf);
    if (schema.oneOf !== undefined) draft.oneOf = all(schema.oneOf);
    if (schema.properties !== undefined)
      draft.properties = new Map([...schema.properties].map(([name, other]) => [name, this.#draftOf(other)]));
    if (schema.types !== undefined) draft.types = textTypes(schema, schema.types);
    if (schema.enum !== undefined) draft.enum = textValues(schema.enum);
  }
}

function textTypes(schema: Schema, types: ReadonlySet<JsonType>): ReadonlySet<JsonType> {
  if (schema.enum !== undefined)
    return new Set([
      ...types,
      ...schema.enum.flatMap((value): JsonType[] => (typeof value === "object" ? [] : ["string", "number", "boolean"])),
    ]);
  if (!types.has("string")) return types;
  const free = [schema.pattern, schema.format, schema.minLength, schema.maxLength, schema.contentEncoding, schema.contentMediaType].every(
    (keyword) => keyword === undefined,
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
