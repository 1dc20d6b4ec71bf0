/** A scalar as text. Objects of a document have no prototype, and converting one would throw. */
export function textOf(value: unknown): string {
  return typeof value === "object" && value !== null ? (Array.isArray(value) ? "Array[]" : "Object{}") : String(value);
}
