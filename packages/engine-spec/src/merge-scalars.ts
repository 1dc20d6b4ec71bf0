import type { Json } from "@surety/model/json";
import { canonicalJson } from "./canonical-json.ts";
import { contentOf } from "./content-of.ts";
import type { JsonType, Schema } from "./schema.ts";

/** The source text of the keywords of a schema that are not understood, so that they are at least compared. */
export type UnsupportedText = (schema: Schema) => string;

/** What the schemas read so far say together. */
interface Merged {
  types?: ReadonlySet<JsonType>;
  values?: ReadonlyMap<string, Json>;
  readonly numbers: Map<string, number>;
  readonly flags: Set<string>;
  /** Canonical texts of values, by keyword. */
  readonly lists: Map<string, Set<string>>;
}

type Fold = (merged: Merged, part: Schema) => void;

const greatest = (name: "minLength" | "minItems" | "minProperties" | "minimum" | "exclusiveMinimum"): [string, Fold] => [
  name,
  ({ numbers }, part) => {
    numbers.set(name, Math.max(numbers.get(name) ?? -Infinity, part[name] ?? -Infinity));
  },
];
const least = (name: "maxLength" | "maxItems" | "maxProperties" | "maximum" | "exclusiveMaximum"): [string, Fold] => [
  name,
  ({ numbers }, part) => {
    numbers.set(name, Math.min(numbers.get(name) ?? Infinity, part[name] ?? Infinity));
  },
];
const flag = (name: "never" | "uniqueItems" | "readOnly" | "writeOnly" | "deprecated"): [string, Fold] => [
  name,
  ({ flags }, part) => {
    if (part[name]) flags.add(name);
  },
];
const list = (name: string, valuesOf: (part: Schema) => Iterable<Json>): [string, Fold] => [
  name,
  ({ lists }, part) => {
    for (const value of valuesOf(part)) addTo(lists, name, value);
  },
];

const FOLDS: ReadonlyMap<string, Fold> = new Map([
  greatest("minLength"),
  greatest("minItems"),
  greatest("minProperties"),
  greatest("minimum"),
  greatest("exclusiveMinimum"),
  least("maxLength"),
  least("maxItems"),
  least("maxProperties"),
  least("maximum"),
  least("exclusiveMaximum"),
  flag("never"),
  flag("uniqueItems"),
  flag("readOnly"),
  flag("writeOnly"),
  flag("deprecated"),
  list("pattern", (part) => [part.pattern ?? ""]),
  list("multipleOf", (part) => [part.multipleOf ?? 0]),
  list("default", (part) => [part.default ?? null]),
  list("sunset", (part) => [part.sunset ?? null]),
  list("stability", (part) => [part.stability ?? null]),
  list("required", (part) => part.required ?? []),
  list("extensibleEnum", (part) => part.extensibleEnum ?? []),
  list("dependentRequired", (part) =>
    [...(part.dependentRequired ?? [])].flatMap(([name, needed]) => needed.map((other) => [name, other])),
  ),
  list("discriminator", (part) => [part.discriminator?.propertyName ?? ""]),
  ["format", foldContent],
  ["contentEncoding", foldContent],
  ["contentMediaType", foldContent],
  ["types", foldTypes],
  ["enum", foldValues],
]);

/** What schemas that hold together say without sub-schemas, as canonical text; with null let in when `orNull`. */
export function mergeScalars(parts: readonly Schema[], unsupported: UnsupportedText, orNull: boolean): string {
  const [only] = parts;
  const type = parts.length === 1 && only && !orNull ? onlyType(only) : undefined;
  if (type !== undefined) return ` types=${JSON.stringify(type)}`;
  const merged: Merged = { numbers: new Map(), flags: new Set(), lists: new Map() };
  for (const part of parts) {
    for (const name of Object.keys(part)) FOLDS.get(name)?.(merged, part);
    if (part.unsupported) addTo(merged.lists, "unsupported", unsupported(part));
  }
  if (merged.types && [...merged.types].every((type) => type !== "number")) settleWholeNumbers(merged.numbers);
  settleValues(merged, orNull);
  settleLimits(merged.numbers);
  return textOf(merged);
}

/** The one type that a schema states, when that is all that it says without sub-schemas. */
function onlyType(schema: Schema): JsonType | undefined {
  if (schema.types?.size !== 1 || schema.unsupported) return undefined;
  for (const name in schema) if (name !== "types" && FOLDS.has(name)) return undefined;
  return schema.types.values().next().value;
}

function foldContent({ lists }: Merged, part: Schema): void {
  for (const [name, text] of Object.entries(contentOf(part))) addTo(lists, name, text);
}

function foldTypes(merged: Merged, part: Schema): void {
  const own = part.types?.has("number") ? new Set([...part.types, "integer" as const]) : part.types;
  merged.types = merged.types ? new Set([...merged.types].filter((type) => own?.has(type))) : (own ?? new Set());
}

function foldValues(merged: Merged, part: Schema): void {
  const own = new Map((part.enum ?? []).map((value): [string, Json] => [canonicalJson(value), value]));
  merged.values = merged.values ? new Map([...merged.values].filter(([key]) => own.has(key))) : own;
}

/** `types` and `enum` as one: an enum needs no types, and null alone is a type. */
function settleValues({ types, values, lists }: Merged, orNull: boolean): void {
  if (values) {
    const allowed = [...values.values()].filter((value) => !types || isOfTypes(value, types));
    if (orNull) allowed.push(null);
    if (allowed.length > 0 && allowed.every((value) => value === null)) addTo(lists, "types", "null");
    else if (allowed.length === 0) addTo(lists, "enum", "nothing");
    else for (const value of allowed) addTo(lists, "enum", [value]);
    return;
  }
  if (!types) return;
  const named = new Set<JsonType>(orNull ? [...types, "null"] : types);
  if (named.has("number")) named.delete("integer");
  if (named.has("number") && named.size === 6) return;
  if (named.size === 0) addTo(lists, "types", "nothing");
  for (const type of named) addTo(lists, "types", type);
}

/** Whether a value is of one of the types. */
export function isOfTypes(value: Json, types: ReadonlySet<JsonType>): boolean {
  if (value === null) return types.has("null");
  if (Array.isArray(value)) return types.has("array");
  switch (typeof value) {
    case "boolean":
      return types.has("boolean");
    case "string":
      return types.has("string");
    case "number":
      return types.has("number") || (types.has("integer") && Number.isInteger(value));
    default:
      return types.has("object");
  }
}

/** Limits of whole numbers are whole, and need not be exclusive. */
function settleWholeNumbers(numbers: Map<string, number>): void {
  const [above, below] = [numbers.get("exclusiveMinimum"), numbers.get("exclusiveMaximum")];
  const [minimum, maximum] = [numbers.get("minimum"), numbers.get("maximum")];
  const least = Math.max(minimum === undefined ? -Infinity : Math.ceil(minimum), above === undefined ? -Infinity : Math.floor(above) + 1);
  const most = Math.min(maximum === undefined ? Infinity : Math.floor(maximum), below === undefined ? Infinity : Math.ceil(below) - 1);
  for (const name of ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]) numbers.delete(name);
  if (least !== -Infinity) numbers.set("minimum", least);
  if (most !== Infinity) numbers.set("maximum", most);
}

/** Of an inclusive and an exclusive limit the stronger stays; zero is no lower limit of a size. */
function settleLimits(numbers: Map<string, number>): void {
  for (const name of ["minLength", "minItems", "minProperties"]) if (numbers.get(name) === 0) numbers.delete(name);
  const above = numbers.get("exclusiveMinimum");
  const minimum = numbers.get("minimum");
  if (above !== undefined && minimum !== undefined) numbers.delete(above >= minimum ? "minimum" : "exclusiveMinimum");
  const below = numbers.get("exclusiveMaximum");
  const maximum = numbers.get("maximum");
  if (below !== undefined && maximum !== undefined) numbers.delete(below <= maximum ? "maximum" : "exclusiveMaximum");
}

function textOf({ numbers, flags, lists }: Merged): string {
  const pieces: string[] = [...flags];
  for (const [name, value] of numbers) pieces.push(`${name}=${value}`);
  for (const [name, values] of lists) pieces.push(`${name}=${[...values].sort().join(",")}`);
  return pieces.length === 0 ? "" : ` ${pieces.sort().join(" ")}`;
}

function addTo(lists: Map<string, Set<string>>, name: string, value: Json): void {
  const known = lists.get(name);
  if (known) known.add(canonicalJson(value));
  else lists.set(name, new Set([canonicalJson(value)]));
}
