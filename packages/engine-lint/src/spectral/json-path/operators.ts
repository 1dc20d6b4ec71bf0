import type { BinaryOperator, UnaryOperator } from "./expression.ts";
import type { Evaluate } from "./filter-scope.ts";

/** Objects of a document have no prototype: converting one would throw. */
export function toNumber(value: unknown): number {
  return typeof value === "object" && value !== null ? Number.NaN : Number(value);
}

function toText(value: unknown): string {
  return typeof value === "object" && value !== null ? "[object Object]" : String(value);
}

export function compileUnary(operator: UnaryOperator, operand: Evaluate): Evaluate {
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

export function compileBinary(operator: BinaryOperator, left: Evaluate, right: Evaluate): Evaluate {
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
