import { safePattern } from "../safe-pattern.ts";
import { callGlobal, callMethod } from "./calls.ts";
import type { Expression, TypeName } from "./expression.ts";
import type { Evaluate } from "./filter-scope.ts";
import { compileBinary, compileUnary } from "./operators.ts";

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
