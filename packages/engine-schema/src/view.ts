import type { Schema } from "@surety/engine-spec/schema";

/** How a schema is read. Without options it means exactly what JSON Schema 2020-12 says. */
export interface View {
  /** Strips `readOnly` from requests and `writeOnly` from responses, also from `required`. */
  readonly direction?: "request" | "response" | undefined;
  /** The reader ignores fields that it does not know: `additionalProperties: false` and `unevaluatedProperties: false` refuse nothing. */
  readonly lenient?: boolean | undefined;
  /** `format` is an assertion for the formats that are known here. Otherwise it is an annotation. */
  readonly assertFormats?: boolean | undefined;
  /** A format whose meaning is not known makes the judgement doubtful, instead of holding. */
  readonly doubtFormats?: boolean | undefined;
  /** Another schema is read in place of one: to see what a single constraint does. */
  readonly replaced?: { readonly schema: Schema; readonly by: Schema } | undefined;
}

export const PLAIN: View = {};

/** The target of a chain of pure references, however long; a chain that only refers to itself ends where it closes. */
export function dereference(schema: Schema): Schema {
  let node = schema;
  let seen: Set<Schema> | null = null;
  for (let hops = 0; node.ref !== undefined && isPureReference(node); hops += 1) {
    if (hops > 16) seen ??= new Set();
    if (seen?.has(node) === true) return node;
    seen?.add(node);
    node = node.ref;
  }
  return node;
}

const SILENT_BESIDE_REF = new Set(["pointer", "ref", "refText", "title", "description", "examples"]);

/** A node that adds nothing to the node it refers to. */
export function isPureReference(schema: Schema): boolean {
  if (schema.ref === undefined) return false;
  for (const [keyword, value] of Object.entries(schema)) {
    if (value !== undefined && value !== false && !SILENT_BESIDE_REF.has(keyword)) return false;
  }
  return true;
}

/** `true` when a property with this schema does not travel in the view's direction. */
export function isStripped(schema: Schema, view: View): boolean {
  if (view.direction === undefined) return false;
  const keyword = view.direction === "request" ? "readOnly" : "writeOnly";
  return carries(schema, keyword, 0);
}

function carries(schema: Schema, keyword: "readOnly" | "writeOnly", depth: number): boolean {
  if (schema[keyword] === true) return true;
  if (depth > 16) return false;
  if (schema.ref !== undefined && carries(schema.ref, keyword, depth + 1)) return true;
  return schema.allOf?.some((part) => carries(part, keyword, depth + 1)) ?? false;
}

/** The schema accepts nothing at all, visibly. */
export function isNever(schema: Schema): boolean {
  return dereference(schema).never === true;
}
