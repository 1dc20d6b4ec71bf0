import { escapeToken } from "@surety/model/pointer";
import { closestOf } from "./closest-of.ts";
import type { SchemaError } from "./schema-error.ts";
import type { Key, KeyPath } from "../resolved-document.ts";

export interface DescribedError {
  readonly message: string;
  readonly path: readonly Key[];
}

interface Node {
  errors: SchemaError[];
  readonly children: Map<string, Node>;
}

/** Errors as a reader wants them: alternatives that failed give way to what failed inside them, enumerations are joined. */
export function describeErrors(errors: readonly SchemaError[], value: unknown, propertyPath: KeyPath): DescribedError[] {
  const root: Node = { errors: [], children: new Map() };
  for (const error of errors) place(root, error);
  filter(root, undefined, "");
  const unmatched = new Map<string, string>();
  for (const { keyword, path, params } of errors) {
    if ((keyword === "oneOf" || keyword === "anyOf") && params.passingSchemas === undefined) unmatched.set(pointerOf(path), keyword);
  }
  return list(root).map((error) => {
    const message = describe(error, value, propertyPath);
    const keyword = unmatched.get(pointerOf(error.path));
    const isAlternative = keyword !== undefined && message.endsWith(` in ${keyword}`);
    return {
      message: isAlternative ? `${message}. None of the schemas matched, see the other errors reported for this value` : message,
      path: error.path,
    };
  });
}

function pointerOf(path: readonly Key[]): string {
  return path.map((key) => `/${escapeToken(String(key))}`).join("");
}

/** By the parts of the path that are made of word characters; an error whose path has none is not shown. */
function place(root: Node, error: SchemaError): void {
  const pointer = pointerOf(error.path);
  const parts = pointer === "" ? [""] : pointer.match(/\/[\w$-]+(?:\/\d+)?/g);
  let at = root;
  for (const part of parts ?? []) {
    let child = at.children.get(part);
    if (child === undefined) at.children.set(part, (child = { errors: [], children: new Map() }));
    at = child;
  }
  if (at !== root) at.errors.push(error);
}

function filter(node: Node, parent: Node | undefined, key: string): void {
  if (node.children.size > 0 && node.errors.some(({ keyword }) => keyword === "anyOf")) node.errors = [];
  if (parent !== undefined && parent.children.size > 1 && isEnumeration(node)) parent.children.delete(key);
  for (const [name, child] of Array.from(node.children)) filter(child, node, name);
}

function isEnumeration({ errors }: Node): boolean {
  return errors.length > 0 && errors.every(({ keyword }) => keyword === "enum");
}

function list(node: Node): SchemaError[] {
  const [first] = node.errors;
  if (first !== undefined && isEnumeration(node)) {
    const allowedValues = [...new Set(node.errors.flatMap(({ params }) => params.allowedValues ?? []))];
    return [{ ...first, params: { allowedValues } }];
  }
  return [...node.errors, ...[...node.children.values()].flatMap(list)];
}

function describe(error: SchemaError, value: unknown, propertyPath: KeyPath): string {
  const text = error.message.replaceAll(/['"]/g, '"').replaceAll("NOT", "not");
  const last = error.path.at(-1);
  const name = last ?? propertyPath.at(-1);
  if (error.keyword === "additionalProperties") return `Property "${error.params.additionalProperty ?? ""}" is not expected to be here`;
  const subject =
    last !== undefined && /^\d+$/.test(String(last)) ? `Item at index ${last}` : name === undefined ? undefined : `"${name}" property`;
  if (error.keyword === "type") return subject === undefined ? `Value type ${text}` : `${subject} type ${text}`;
  const shown = subject ?? typeName(value);
  if (error.keyword !== "enum") return `${shown} ${text}`;
  const allowed = error.params.allowedValues ?? [];
  const found = valueAt(value, error.path);
  const closest = typeof found === "string" ? closestOf(found, allowed) : undefined;
  const values = allowed.map((each) => JSON.stringify(each)).join(", ");
  return `${shown} ${error.message}: ${values}${closest === undefined ? "" : `. Did you mean "${closest}"?`}`;
}

function typeName(value: unknown): string {
  const type = typeof value;
  return type.charAt(0).toUpperCase() + type.slice(1);
}

function valueAt(value: unknown, path: readonly Key[]): unknown {
  let at = value;
  for (const key of path) at = typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined;
  return at;
}
