import { entriesOf, isRaw, listOf, member, type Raw, resolve, textOf } from "./raw.ts";

/** A schema one level deep, in words; its parts are read when they are opened. */
export interface SchemaSummary {
  /** "string", "array of Order", "one of 3". */
  readonly type: string;
  /** "at least 1", "matches ^[a-z]+$". */
  readonly limits: readonly string[];
  readonly description: string | undefined;
  readonly deprecated: boolean;
  readonly broken: string | undefined;
  /** Members of the object, its `allOf` parts included. */
  readonly properties: readonly { readonly name: string; readonly schema: unknown; readonly required: boolean }[];
  /** Other parts, with what they are. */
  readonly parts: readonly { readonly label: string; readonly schema: unknown }[];
}

const MAX_MERGED = 64;

export function summarizeSchema(document: Raw, written: unknown): SchemaSummary {
  const { node: whole, broken } = resolve(document, written);
  const node = orNull(document, whole);
  const members = mergeAllOf(document, node);
  const items = member(node, "items");
  const alternatives = alternativesOf(node);
  const additional = member(node, "additionalProperties");
  const parts = [
    ...(isRaw(items) && isOpenable(document, items) ? [{ label: "each item", schema: items }] : []),
    ...listOf(node, "prefixItems").map((schema, index) => ({ label: `item ${index}`, schema })),
    ...alternatives.map((schema, index) => ({
      label: typeName(document, schema) === "object" ? `option ${index + 1}` : `option ${index + 1}: ${typeName(document, schema)}`,
      schema,
    })),
    ...(isRaw(additional) ? [{ label: "any other member", schema: additional }] : []),
  ];
  return {
    type: typeName(document, written),
    limits:
      whole === false
        ? ["nothing is valid"]
        : [
            ...limitsOf(whole),
            ...(node === whole ? [] : limitsOf(node)),
            ...(additional === false && members.length > 0 ? ["no other members"] : []),
          ],
    description: textOf(written, "description") ?? textOf(whole, "description") ?? textOf(node, "description"),
    deprecated: member(whole, "deprecated") === true,
    broken,
    properties: members,
    parts,
  };
}

function alternativesOf(node: unknown): readonly unknown[] {
  return [...listOf(node, "oneOf"), ...listOf(node, "anyOf")];
}

function isNull(document: Raw, schema: unknown): boolean {
  return member(resolve(document, schema).node, "type") === "null";
}

/** "This or null" is read as this: the only alternative that is not null takes the place of the whole. */
function orNull(document: Raw, node: unknown): unknown {
  const alternatives = alternativesOf(node);
  const others = alternatives.filter((one) => !isNull(document, one));
  return alternatives.length === 2 && others.length === 1 ? resolve(document, others[0]).node : node;
}

/** Whether opening it shows anything that its name and limits do not. */
export function isOpenable(document: Raw, schema: unknown): boolean {
  const node = orNull(document, resolve(document, schema).node);
  const items = member(node, "items");
  return (
    ["properties", "allOf", "oneOf", "anyOf", "prefixItems"].some((keyword) => member(node, keyword) !== undefined) ||
    isRaw(member(node, "additionalProperties")) ||
    (isRaw(items) && isOpenable(document, notItself(items, schema)))
  );
}

/** Arrays of arrays end somewhere; one that contains itself does not. */
function notItself(items: Raw, schema: unknown): unknown {
  return textOf(items, "$ref") !== undefined || items === schema ? { properties: {} } : items;
}

function mergeAllOf(document: Raw, root: unknown): SchemaSummary["properties"] {
  const found = new Map<string, unknown>();
  const required = new Set<unknown>();
  const queue: unknown[] = [root];
  const seen = new Set<unknown>();
  for (let next = queue.shift(); next !== undefined && seen.size < MAX_MERGED; next = queue.shift()) {
    const { node } = resolve(document, next);
    if (seen.has(node)) continue;
    seen.add(node);
    for (const [name, schema] of entriesOf(node, "properties")) found.set(name, schema);
    for (const name of listOf(node, "required")) required.add(name);
    queue.push(...listOf(node, "allOf"));
  }
  return [...found].map(([name, schema]) => ({ name, schema, required: required.has(name) }));
}

export function typeName(document: Raw, written: unknown, depth = 0): string {
  const { node, name, broken } = resolve(document, written);
  if (broken !== undefined) return broken;
  if (name !== undefined && depth > 0) return name;
  const alternatives = alternativesOf(node);
  if (alternatives.length > 0) {
    const names = [...new Set(alternatives.slice(0, 4).map((one) => typeName(document, one, depth + 1)))];
    return depth > 4 || alternatives.length > 4 ? `one of ${alternatives.length}` : names.join(" or ");
  }
  const base = baseType(document, node, depth);
  const nullable = member(node, "nullable") === true ? " or null" : "";
  return name === undefined ? base + nullable : `${name}${nullable}`;
}

function baseType(document: Raw, node: unknown, depth: number): string {
  if (member(node, "const") !== undefined) return JSON.stringify(member(node, "const"));
  const type = member(node, "type");
  const types = Array.isArray(type) ? type.filter((one) => typeof one === "string") : typeof type === "string" ? [type] : [];
  const format = textOf(node, "format");
  if (types.includes("array") || member(node, "items") !== undefined) {
    const items = member(node, "items");
    const array = items === undefined || depth > 4 ? "array" : `array of ${typeName(document, items, depth + 1)}`;
    return types.includes("null") ? `${array} or null` : array;
  }
  if (types.length > 0) return types.join(" or ") + (format === undefined ? "" : ` (${format})`);
  if (["properties", "additionalProperties", "required"].some((keyword) => member(node, keyword) !== undefined)) return "object";
  const [first] = listOf(node, "allOf");
  if (first !== undefined && depth < 8) return typeName(document, first, depth + 1);
  return "any value";
}

const sentences: readonly [keyword: string, say: (value: unknown, text: string) => string][] = [
  [
    "enum",
    (values) =>
      Array.isArray(values)
        ? `one of ${values
            .slice(0, 12)
            .map((one) => JSON.stringify(one))
            .join(", ")}${values.length > 12 ? ` and ${values.length - 12} more` : ""}`
        : "",
  ],
  ["minimum", (value, text) => (value === Number.MIN_SAFE_INTEGER ? "" : `at least ${text}`)],
  ["exclusiveMinimum", (value, text) => (typeof value === "number" ? `more than ${text}` : "")],
  ["maximum", (value, text) => (value === Number.MAX_SAFE_INTEGER ? "" : `at most ${text}`)],
  ["exclusiveMaximum", (value, text) => (typeof value === "number" ? `less than ${text}` : "")],
  ["multipleOf", (_, text) => `a multiple of ${text}`],
  ["minLength", (_, text) => `at least ${text} long`],
  ["maxLength", (_, text) => `at most ${text} long`],
  ["pattern", (_, text) => `matches ${text}`],
  ["minItems", (_, text) => `at least ${text} items`],
  ["maxItems", (_, text) => `at most ${text} items`],
  ["uniqueItems", (value) => (value === true ? "no item twice" : "")],
  ["minProperties", (_, text) => `at least ${text} members`],
  ["maxProperties", (_, text) => `at most ${text} members`],
  ["default", (value) => `default ${JSON.stringify(value)}`],
  ["readOnly", (value) => (value === true ? "only in responses" : "")],
  ["writeOnly", (value) => (value === true ? "only in requests" : "")],
];

function limitsOf(node: unknown): string[] {
  return sentences.flatMap(([keyword, say]) => {
    // A format says in a word what its pattern says in a hundred characters.
    const value = keyword === "pattern" && textOf(node, "format") !== undefined ? undefined : member(node, keyword);
    const sentence = value === undefined ? "" : say(value, typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
    return sentence === "" ? [] : [sentence];
  });
}
