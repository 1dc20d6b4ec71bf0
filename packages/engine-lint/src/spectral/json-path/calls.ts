import { textOf } from "../functions/text-of.ts";
import { safePattern } from "../safe-pattern.ts";
import type { GlobalName } from "./expression.ts";
import { toNumber } from "./operators.ts";

function isPattern(value: unknown): value is { readonly source: string; test(text: string): boolean } {
  return typeof value === "object" && value !== null && "test" in value && typeof value.test === "function";
}

/** Undefined for a method that the target does not have. */
export function callMethod(target: unknown, method: string, given: readonly unknown[]): unknown {
  const [first, second] = given;
  if (isPattern(target)) return method === "test" ? target.test(textOf(first)) : undefined;
  if (method === "hasOwnProperty") return typeof target === "object" && target !== null && Object.hasOwn(target, textOf(first));
  if (method === "toString") return target === undefined || target === null ? undefined : textOf(target);
  if (Array.isArray(target)) return callOfArray(target, method, given);
  if (typeof target !== "string") return undefined;
  switch (method) {
    case "match":
    case "search": {
      const found = isPattern(first) ? first.test(target) : safePattern(textOf(first)).test(target);
      return method === "match" ? (found ? [target] : null) : found ? 0 : -1;
    }
    case "includes":
      return target.includes(textOf(first));
    case "startsWith":
      return target.startsWith(textOf(first));
    case "endsWith":
      return target.endsWith(textOf(first));
    case "indexOf":
      return target.indexOf(textOf(first));
    case "lastIndexOf":
      return target.lastIndexOf(textOf(first));
    case "toLowerCase":
      return target.toLowerCase();
    case "toUpperCase":
      return target.toUpperCase();
    case "trim":
      return target.trim();
    case "charAt":
    case "at":
      return target.at(Number(first ?? 0));
    case "slice":
      return target.slice(asNumber(first), asNumber(second));
    case "substring":
    case "substr":
      return method === "substr" && second !== undefined
        ? target.slice(asNumber(first), (asNumber(first) ?? 0) + (asNumber(second) ?? 0))
        : target.substring(asNumber(first) ?? 0, asNumber(second));
    case "split":
      return target.split(textOf(first), 10_000);
    case "concat":
      return target + given.map(textOf).join("");
    case "replace":
      return isPattern(first) ? undefined : target.replace(textOf(first), () => textOf(second));
    default:
      return undefined;
  }
}

function callOfArray(target: readonly unknown[], method: string, [first, second]: readonly unknown[]): unknown {
  switch (method) {
    case "includes":
      return target.includes(first);
    case "indexOf":
      return target.indexOf(first);
    case "lastIndexOf":
      return target.lastIndexOf(first);
    case "slice":
      return target.slice(asNumber(first), asNumber(second));
    case "concat":
      return target.concat(first);
    case "at":
      return target.at(Number(first ?? 0));
    case "join":
      return target.map((item) => (item === null ? "" : textOf(item))).join(first === undefined ? "," : textOf(first));
    default:
      return undefined;
  }
}

function asNumber(value: unknown): number | undefined {
  return value === undefined ? undefined : Number(value);
}

export function callGlobal(name: GlobalName, [first, second]: readonly unknown[]): unknown {
  switch (name) {
    case "Object.keys":
      return typeof first === "object" && first !== null ? Object.keys(first) : [];
    case "Object.values":
      return typeof first === "object" && first !== null ? Object.values(first) : [];
    case "Object.entries":
      return typeof first === "object" && first !== null ? Object.entries(first) : [];
    case "Array.isArray":
      return Array.isArray(first);
    case "Number.isInteger":
      return Number.isInteger(first);
    case "Number":
      return toNumber(first);
    case "String":
      return typeof first === "object" && first !== null ? "[object Object]" : textOf(first);
    case "Boolean":
      return Boolean(first);
    case "parseInt":
      return Number.parseInt(textOf(first), second === undefined ? undefined : Number(second));
    case "parseFloat":
      return Number.parseFloat(textOf(first));
    case "isNaN":
      return Number.isNaN(toNumber(first));
  }
}
