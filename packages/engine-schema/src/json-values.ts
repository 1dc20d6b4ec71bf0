import type { Json } from "@surety/model/json";
import type { JsonType } from "@surety/engine-spec/schema";

export type JsonObject = { readonly [name: string]: Json };

/** The six types that values have; `integer` is a kind of number. */
export type ValueType = Exclude<JsonType, "integer">;

export function typeOfValue(value: Json): ValueType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as "boolean" | "number" | "string" | "object";
}

export function isJsonArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isJsonObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text that equal values share, whatever the order of their members: `1` and `1.0` are equal, `1` and `true` are not. */
export function jsonKey(value: Json): string {
  if (isJsonArray(value)) return `[${value.map(jsonKey).join(",")}]`;
  if (isJsonObject(value)) {
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${JSON.stringify(name)}:${jsonKey(value[name] ?? null)}`).join(",")}}`;
  }
  return JSON.stringify(value === 0 ? 0 : value);
}

export function jsonEqual(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  return jsonKey(left) === jsonKey(right);
}

/** Length of a string in code points, as `minLength` counts. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** An object without a prototype, so that `__proto__` is a name like others. */
export function toObject(entries: Iterable<readonly [string, Json]>): JsonObject {
  const result: { [name: string]: Json } = Object.create(null);
  for (const [name, value] of entries) result[name] = value;
  return result;
}
