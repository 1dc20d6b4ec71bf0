/** A value in a message: `"text"`, `12`, `Object{}`. */
export function printValue(value: unknown): string {
  if (value === undefined) return "undefined";
  if (Array.isArray(value)) return "Array[]";
  if (typeof value === "object" && value !== null) return "Object{}";
  return JSON.stringify(value) ?? "undefined";
}
