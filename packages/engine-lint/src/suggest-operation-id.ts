import { pathSegments } from "./path-segments.ts";
import { singularForm } from "./plural-form.ts";
import { splitWords } from "./split-words.ts";
import { inCasing } from "./word-casing.ts";

const VERBS: Record<string, string> = { GET: "get", POST: "create", PUT: "replace", PATCH: "update", DELETE: "delete" };

/** Verb and resource: `getOrder` for GET /orders/{id}, `listOrders` for GET /orders. */
export function suggestOperationId(method: string, path: string): string {
  const segments = pathSegments(path);
  const words = splitWords(segments.findLast(({ isParameter }) => !isParameter)?.text ?? "root");
  const isMany = method === "GET" && segments.at(-1)?.isParameter !== true && words.at(-1)?.endsWith("s") === true;
  const noun = isMany ? words : [...words.slice(0, -1), singularForm(words.at(-1) ?? "")];
  return inCasing([isMany ? "list" : (VERBS[method] ?? method.toLowerCase()), ...noun], "camelCase");
}

/** The same, longer by the resources above it and then by a number, until it is not `taken`. */
export function freeOperationId(method: string, path: string, taken: ReadonlySet<string>): string {
  const plain = suggestOperationId(method, path);
  if (!taken.has(plain)) return plain;
  const segments = pathSegments(path).map(({ text, isParameter }) => (isParameter ? ["by", ...splitWords(text)] : splitWords(text)));
  const whole = inCasing([VERBS[method] ?? method.toLowerCase(), ...segments.flat()], "camelCase");
  if (!taken.has(whole)) return whole;
  for (let number = 2; ; number += 1) if (!taken.has(`${whole}${number}`)) return `${whole}${number}`;
}
