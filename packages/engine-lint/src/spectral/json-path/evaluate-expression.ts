import { textOf } from "../functions/text-of.ts";
import { safePattern } from "../safe-pattern.ts";
import type { BinaryOperator, Expression, GlobalName, TypeName, UnaryOperator } from "./expression.ts";

/** What a filter sees: one member of an object or entry of an array. */
export interface FilterScope {
  readonly value: unknown;
  readonly property: string | number;
  readonly parent: unknown;
  readonly root: unknown;
  /** The key of `parent` in its own parent; undefined above the document. */
  parentProperty(): string | number | undefined;
  /** Keys from the document to the value. */
  path(): readonly (string | number)[];
}

export type Evaluate = (scope: FilterScope) => unknown;

/**
 * Turns a filter into a function that never throws: a member of null or undefined is undefined, and a method of
 * something that does not have it gives undefined. Regular expressions are checked here, once.
 */
export function compileExpression(expression: Expression): Evaluate {
  switch (expression.kind) {
    case "literal": {
      const { value } = expression;
      return () => value;
    }
    case "regex": {
      const pattern = safePattern(expression.source, expression.flags);
      return () => pattern;
    }
    case "scope":
      return scopeValue(expression.name);
    case "array": {
      const items = expression.items.map(compileExpression);
      return (scope) => items.map((item) => item(scope));
    }
    case "member":
      return compileMember(expression.object, expression.name);
    case "call": {
      const object = compileExpression(expression.object);
      const given = expression.arguments.map(compileExpression);
      const { method } = expression;
      return (scope) =>
        callMethod(
          object(scope),
          method,
          given.map((argument) => argument(scope)),
        );
    }
    case "global": {
      const given = expression.arguments.map(compileExpression);
      const { name } = expression;
      return (scope) =>
        callGlobal(
          name,
          given.map((argument) => argument(scope)),
        );
    }
    case "isType": {
      const { name } = expression;
      return (scope) => isOfType(scope.value, name);
    }
    case "unary":
      return compileUnary(expression.operator, compileExpression(expression.operand));
    case "binary":
      return compileBinary(expression.operator, compileExpression(expression.left), compileExpression(expression.right));
    case "logical": {
      const left = compileExpression(expression.left);
      const right = compileExpression(expression.right);
      if (expression.operator === "&&") return (scope) => left(scope) && right(scope);
      if (expression.operator === "||") return (scope) => left(scope) || right(scope);
      return (scope) => left(scope) ?? right(scope);
    }
    case "choice": {
      const [test, then, otherwise] = [expression.test, expression.then, expression.otherwise].map(compileExpression);
      return (scope) => (test?.(scope) ? then?.(scope) : otherwise?.(scope));
    }
  }
}

function scopeValue(name: "value" | "property" | "parent" | "parentProperty" | "path" | "root"): Evaluate {
  switch (name) {
    case "value":
      return (scope) => scope.value;
    case "property":
      return (scope) => scope.property;
    case "parent":
      return (scope) => scope.parent;
    case "root":
      return (scope) => scope.root;
    case "parentProperty":
      return (scope) => scope.parentProperty();
    case "path":
      return (scope) =>
        `$${scope
          .path()
          .map((key) => (typeof key === "number" ? `[${key}]` : `['${key}']`))
          .join("")}`;
  }
}

function compileMember(object: Expression, name: Expression): Evaluate {
  const from = compileExpression(object);
  if (name.kind === "literal") {
    const key = String(name.value);
    return (scope) => memberOf(from(scope), key);
  }
  const key = compileExpression(name);
  return (scope) => {
    const given = key(scope);
    return typeof given === "string" || typeof given === "number" ? memberOf(from(scope), String(given)) : undefined;
  };
}

/** Own members only, with `length` and `constructor.name` of what has them. */
export function memberOf(value: unknown, name: string): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "object" && Object.hasOwn(value, name)) return Reflect.get(value, name);
  if (name === "constructor") return { name: constructorName(value) };
  if (typeof value === "string") {
    if (name === "length") return value.length;
    return /^\d+$/.test(name) ? value[Number(name)] : undefined;
  }
  return undefined;
}

function constructorName(value: NonNullable<unknown>): string {
  if (Array.isArray(value)) return "Array";
  const type = typeof value;
  return type.charAt(0).toUpperCase() + type.slice(1);
}

function isPattern(value: unknown): value is { readonly source: string; test(text: string): boolean } {
  return typeof value === "object" && value !== null && "test" in value && typeof value.test === "function";
}

function callMethod(target: unknown, method: string, given: readonly unknown[]): unknown {
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

function callGlobal(name: GlobalName, [first, second]: readonly unknown[]): unknown {
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

function isOfType(value: unknown, name: TypeName): boolean {
  switch (name) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "nonFinite":
      return typeof value === "number" && !Number.isFinite(value);
    case "scalar":
      return typeof value !== "object" || value === null;
    case "other":
      return false;
    default:
      return typeof value === name;
  }
}

/** Objects of a document have no prototype: converting one would throw. */
function toNumber(value: unknown): number {
  return typeof value === "object" && value !== null ? Number.NaN : Number(value);
}

function toText(value: unknown): string {
  return typeof value === "object" && value !== null ? "[object Object]" : String(value);
}

function compileUnary(operator: UnaryOperator, operand: Evaluate): Evaluate {
  switch (operator) {
    case "!":
      return (scope) => !operand(scope);
    case "-":
      return (scope) => -toNumber(operand(scope));
    case "+":
      return (scope) => toNumber(operand(scope));
    case "typeof":
      return (scope) => typeof operand(scope);
    case "void":
      return () => undefined;
  }
}

function looselyEqual(left: unknown, right: unknown): boolean {
  if (left === null || left === undefined) return right === null || right === undefined;
  if (right === null || right === undefined) return false;
  if (typeof left === typeof right) return left === right;
  if (typeof left === "object" || typeof right === "object") return false;
  return toNumber(left) === toNumber(right);
}

function isLess(left: unknown, right: unknown): boolean {
  return typeof left === "string" && typeof right === "string" ? left < right : toNumber(left) < toNumber(right);
}

function compileBinary(operator: BinaryOperator, left: Evaluate, right: Evaluate): Evaluate {
  switch (operator) {
    case "===":
      return (scope) => left(scope) === right(scope);
    case "!==":
      return (scope) => left(scope) !== right(scope);
    case "==":
      return (scope) => looselyEqual(left(scope), right(scope));
    case "!=":
      return (scope) => !looselyEqual(left(scope), right(scope));
    case "<":
      return (scope) => isLess(left(scope), right(scope));
    case ">":
      return (scope) => isLess(right(scope), left(scope));
    case "<=":
      return (scope) => isAtMost(left(scope), right(scope));
    case ">=":
      return (scope) => isAtMost(right(scope), left(scope));
    case "in":
      return (scope) => {
        const object = right(scope);
        return typeof object === "object" && object !== null && Object.hasOwn(object, toText(left(scope)));
      };
    case "+":
      return (scope) => add(left(scope), right(scope));
    case "-":
      return (scope) => toNumber(left(scope)) - toNumber(right(scope));
    case "*":
      return (scope) => toNumber(left(scope)) * toNumber(right(scope));
    case "/":
      return (scope) => toNumber(left(scope)) / toNumber(right(scope));
    case "%":
      return (scope) => toNumber(left(scope)) % toNumber(right(scope));
  }
}

function isAtMost(left: unknown, right: unknown): boolean {
  return typeof left === "string" && typeof right === "string" ? left <= right : toNumber(left) <= toNumber(right);
}

function add(left: unknown, right: unknown): unknown {
  return typeof left === "string" || typeof right === "string" ? toText(left) + toText(right) : toNumber(left) + toNumber(right);
}
