/** A parsed filter: only what is listed here can be evaluated. */
export type Expression =
  | { readonly kind: "literal"; readonly value: unknown }
  | { readonly kind: "regex"; readonly source: string; readonly flags: string }
  | { readonly kind: "scope"; readonly name: ScopeName }
  | { readonly kind: "array"; readonly items: readonly Expression[] }
  | { readonly kind: "member"; readonly object: Expression; readonly name: Expression }
  | { readonly kind: "call"; readonly object: Expression; readonly method: string; readonly arguments: readonly Expression[] }
  | { readonly kind: "global"; readonly name: GlobalName; readonly arguments: readonly Expression[] }
  | { readonly kind: "isType"; readonly name: TypeName }
  | { readonly kind: "unary"; readonly operator: UnaryOperator; readonly operand: Expression }
  | { readonly kind: "binary"; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "logical"; readonly operator: "&&" | "||" | "??"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "choice"; readonly test: Expression; readonly then: Expression; readonly otherwise: Expression };

/** `@`, `@property` and the others of JSONPath-plus; `$` is `root`. */
export type ScopeName = "value" | "property" | "parent" | "parentProperty" | "path" | "root";
export type UnaryOperator = "!" | "-" | "+" | "typeof" | "void";
export type BinaryOperator = "==" | "===" | "!=" | "!==" | "<" | ">" | "<=" | ">=" | "+" | "-" | "*" | "/" | "%" | "in";

export const METHODS = [
  "match",
  "test",
  "includes",
  "startsWith",
  "endsWith",
  "indexOf",
  "lastIndexOf",
  "toLowerCase",
  "toUpperCase",
  "trim",
  "slice",
  "substring",
  "substr",
  "charAt",
  "split",
  "join",
  "concat",
  "replace",
  "toString",
  "hasOwnProperty",
  "search",
  "at",
] as const;

export const GLOBALS = [
  "Object.keys",
  "Object.values",
  "Object.entries",
  "Array.isArray",
  "Number",
  "Number.isInteger",
  "String",
  "Boolean",
  "parseInt",
  "parseFloat",
  "isNaN",
] as const;
export type GlobalName = (typeof GLOBALS)[number];

/** `@string()` and the others of JSONPath-plus. */
export const TYPE_NAMES = [
  "string",
  "number",
  "boolean",
  "integer",
  "nonFinite",
  "null",
  "object",
  "array",
  "scalar",
  "undefined",
  "function",
  "other",
] as const;
export type TypeName = (typeof TYPE_NAMES)[number];
