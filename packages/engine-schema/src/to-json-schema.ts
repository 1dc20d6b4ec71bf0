import type { Json } from "@surety/model/json";
import type { Schema } from "@surety/engine-spec/schema";
import { numberFormat, stringFormat } from "./formats.ts";
import { isJsonObject } from "./json-values.ts";
import { isNever, isStripped, PLAIN } from "./view.ts";
import type { View } from "./view.ts";

type Out = { [keyword: string]: Json };

/** The schema under a view as JSON Schema 2020-12, for other validators; targets of references become `$defs`. */
export function toJsonSchema(schema: Schema, view: View = PLAIN): Json {
  const names = new Map<string, Map<Schema, string>>();
  const definitions: Out = Object.create(null);
  const refer = (target: Schema, as: View): Json => {
    const lenient = String(as.lenient === true);
    const known = names.get(lenient) ?? new Map<Schema, string>();
    names.set(lenient, known);
    const name = known.get(target) ?? `s${known.size}${as.lenient === true ? "l" : ""}`;
    if (!known.has(target)) {
      known.set(target, name);
      definitions[name] = true;
      definitions[name] = write(target, as, refer);
    }
    return `#/$defs/${name}`;
  };
  const root = write(schema, view, refer);
  if (!isJsonObject(root)) return root;
  return { $schema: "https://json-schema.org/draft/2020-12/schema", ...root, $defs: definitions };
}

type Refer = (target: Schema, view: View) => Json;

function write(schema: Schema, view: View, refer: Refer): Json {
  if (schema.never === true) return false;
  const out: Out = {};
  const into = (child: Schema): Json => write(child, view, refer);
  const strictly = (child: Schema): Json => write(child, { ...view, lenient: false }, refer);
  const all = (children: Iterable<readonly [string, Schema]>): Out => {
    const result: Out = Object.create(null);
    for (const [name, child] of children) result[name] = into(child);
    return result;
  };
  if (schema.ref !== undefined) out["$ref"] = refer(schema.ref, view);
  if (schema.types !== undefined) out["type"] = [...schema.types];
  if (schema.enum !== undefined) out["enum"] = schema.enum;
  for (const keyword of SCALARS) {
    const value = schema[keyword];
    if (value !== undefined) out[keyword] = value;
  }
  if (
    schema.format !== undefined &&
    view.assertFormats === true &&
    (stringFormat(schema.format) ?? numberFormat(schema.format)) !== undefined
  )
    out["format"] = schema.format;
  if (schema.prefixItems !== undefined) out["prefixItems"] = schema.prefixItems.map(into);
  if (schema.items !== undefined) out["items"] = into(schema.items);
  if (schema.contains !== undefined) out["contains"] = strictly(schema.contains);
  if (schema.unevaluatedItems !== undefined) out["unevaluatedItems"] = into(schema.unevaluatedItems);
  writeObject(schema, view, out, into, all);
  if (schema.propertyNames !== undefined) out["propertyNames"] = strictly(schema.propertyNames);
  if (schema.allOf !== undefined) out["allOf"] = schema.allOf.map(into);
  if (schema.anyOf !== undefined) out["anyOf"] = schema.anyOf.map(into);
  if (schema.oneOf !== undefined) {
    if (view.lenient !== true) out["oneOf"] = schema.oneOf.map(into);
    else out["allOf"] = [...(Array.isArray(out["allOf"]) ? out["allOf"] : []), { anyOf: schema.oneOf.map(into) }];
  }
  if (schema.not !== undefined) out["not"] = strictly(schema.not);
  if (schema.if !== undefined) out["if"] = strictly(schema.if);
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  if (schema.then !== undefined) out["then"] = into(schema.then);
  if (schema.else !== undefined) out["else"] = into(schema.else);
  return out;
}

function writeObject(
  schema: Schema,
  view: View,
  out: Out,
  into: (child: Schema) => Json,
  all: (children: Iterable<readonly [string, Schema]>) => Out,
): void {
  const stripped = new Set([...(schema.properties ?? [])].filter(([, child]) => isStripped(child, view)).map(([name]) => name));
  if (schema.properties !== undefined) {
    const properties = all(schema.properties);
    for (const name of stripped) properties[name] = true;
    out["properties"] = properties;
  }
  if (schema.required !== undefined) out["required"] = [...schema.required].filter((name) => !stripped.has(name));
  if (schema.patternProperties !== undefined) out["patternProperties"] = all(schema.patternProperties);
  const closes = (rest: Schema): boolean => !(view.lenient === true && isNever(rest));
  if (schema.additionalProperties !== undefined && closes(schema.additionalProperties))
    out["additionalProperties"] = into(schema.additionalProperties);
  if (schema.unevaluatedProperties !== undefined && closes(schema.unevaluatedProperties))
    out["unevaluatedProperties"] = into(schema.unevaluatedProperties);
  if (schema.dependentRequired !== undefined) out["dependentRequired"] = Object.fromEntries(schema.dependentRequired);
  if (schema.dependentSchemas !== undefined) out["dependentSchemas"] = all(schema.dependentSchemas);
}

const SCALARS = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "minContains",
  "maxContains",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
] as const;
