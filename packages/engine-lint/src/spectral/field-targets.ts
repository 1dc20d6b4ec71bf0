import { evaluateSteps } from "./json-path/evaluate-steps.ts";
import { memberOf } from "./json-path/evaluate-expression.ts";
import { parseJsonPath } from "./json-path/parse-json-path.ts";
import type { Key } from "./resolved-document.ts";

export interface FieldTarget {
  readonly path: readonly Key[];
  readonly value: unknown;
}

const HERE: readonly Key[] = [];
/** Fields of rulesets as names; there are as many as actions. */
const known = new Map<string, readonly string[]>();

/** What `field` means in a value: a member by its dotted name, every key (`@key`), what a path (`$…`) finds, or the value. */
export function fieldTargets(value: unknown, field: string | undefined): readonly FieldTarget[] {
  if (field === undefined || typeof value !== "object" || value === null) return [{ path: HERE, value }];
  if (field === "@key") {
    const keys = Object.keys(value);
    if (keys.length === 0) return [{ path: [], value: undefined }];
    return keys.map((key) => ({ path: [key], value: key }));
  }
  if (!field.startsWith("$")) {
    const path = namesOf(field);
    const isWhole = Object.hasOwn(value, field);
    return [{ path, value: isWhole ? Reflect.get(value, field) : path.reduce<unknown>((at, key) => memberOfAny(at, key), value) }];
  }
  const { steps, keys } = parseJsonPath(field);
  const found = evaluateSteps({ value, path: [], above: [] }, steps, value);
  if (found.length === 0) return [{ path: [], value: undefined }];
  return found.map(({ path, value: each }) => ({ path, value: keys ? path.at(-1) : each }));
}

function memberOfAny(value: unknown, key: string): unknown {
  if (Array.isArray(value) && key === "length") return value.length;
  return key === "constructor" ? undefined : memberOf(value, key);
}

/** `a.b[0]['c.d']` as names. */
function namesOf(field: string): readonly string[] {
  const before = known.get(field);
  if (before !== undefined) return before;
  const names: string[] = [];
  for (const [, plain, index, single, double] of field.matchAll(
    /([^.[\]]+)|\[(\d+|[^'"\]]+)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/g,
  ))
    names.push(plain ?? index ?? single ?? double ?? "");
  if (known.size >= 1000) known.clear();
  known.set(field, names);
  return names;
}
