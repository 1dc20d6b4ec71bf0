import type { RawNode, RawObject } from "./contract.ts";

export function isRawObject(value: RawNode | undefined): value is RawObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a value is, for messages: "a list", "null", "text". */
export function describeRawNode(value: RawNode | undefined): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "string" ? "text" : typeof value === "number" ? "a number" : `the value ${String(value)}`;
}
