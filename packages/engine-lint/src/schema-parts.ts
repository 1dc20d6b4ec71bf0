import type { Schema } from "@surety/engine-spec/schema";

/** Properties of an object schema, those of its references and allOf branches included. */
export function schemaProperties(schema: Schema): ReadonlyMap<string, Schema> {
  const found = new Map<string, Schema>();
  for (const part of schemaParts(schema)) {
    for (const [name, property] of part.properties ?? []) if (!found.has(name)) found.set(name, property);
  }
  return found;
}

const known = new WeakMap<Schema, ReadonlySet<Schema>>();

/** The schema with its references followed, and whatever it demands by `allOf`: all of them hold together. */
export function schemaParts(schema: Schema): ReadonlySet<Schema> {
  const parts = known.get(schema) ?? collectParts(schema);
  known.set(schema, parts);
  return parts;
}

function collectParts(schema: Schema): Set<Schema> {
  const parts = new Set<Schema>([schema]);
  for (const part of parts) {
    if (part.ref !== undefined) parts.add(part.ref);
    for (const branch of part.allOf ?? []) parts.add(branch);
  }
  return parts;
}

/** Whether every value is an array: by `type`, or by `items` without one. */
export function isArraySchema(schema: Schema): boolean {
  for (const part of schemaParts(schema)) {
    if (
      part.types === undefined ? part.items !== undefined : part.types.has("array") && part.types.size <= (part.types.has("null") ? 2 : 1)
    )
      return true;
  }
  return false;
}
