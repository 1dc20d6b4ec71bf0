import { memberOf } from "./evaluate-expression.ts";
import type { Expression } from "./expression.ts";

/** What has to be so before a filter can hold, as far as its text tells; undefined: nothing is known. */
export interface FilterNeeds {
  /** The value is an object that has one of these members. */
  readonly members?: ReadonlySet<string> | undefined;
  /** The value stands under this key. */
  readonly property?: string | undefined;
}

/** Most filters ask for a member or a key first: then there is no need to evaluate them anywhere else. */
export function filterNeeds(expression: Expression): FilterNeeds {
  return { members: membersNeeded(expression), property: propertyNeeded(expression) };
}

function membersNeeded(expression: Expression): ReadonlySet<string> | undefined {
  switch (expression.kind) {
    case "member":
    case "call":
      return membersBehind(expression);
    case "logical": {
      const [left, right] = [membersNeeded(expression.left), membersNeeded(expression.right)];
      if (expression.operator === "&&") return left ?? right;
      return expression.operator === "||" && left !== undefined && right !== undefined ? new Set([...left, ...right]) : undefined;
    }
    case "binary": {
      const { operator, left, right } = expression;
      if (operator === "==" || operator === "===")
        return (isSomething(right) ? membersBehind(left) : undefined) ?? (isSomething(left) ? membersBehind(right) : undefined);
      return (operator === "!=" || operator === "!==") && isUndefined(right, operator) ? membersBehind(left) : undefined;
    }
    default:
      return undefined;
  }
}

/** The member without which an expression is undefined. */
function membersBehind(expression: Expression): ReadonlySet<string> | undefined {
  if (expression.kind === "call") return expression.method === "hasOwnProperty" ? undefined : membersBehind(expression.object);
  if (expression.kind !== "member") return undefined;
  const { object, name } = expression;
  if (object.kind !== "scope" || object.name !== "value" || name.kind !== "literal") return membersBehind(object);
  const member = String(name.value);
  return isOfObjectsOnly(member) ? new Set([member]) : undefined;
}

/** Lists and texts have members too: a length, entries, a constructor. */
function isOfObjectsOnly(member: string): boolean {
  return member !== "constructor" && !/^\d+$/.test(member) && memberOf("text", member) === undefined && memberOf([], member) === undefined;
}

function propertyNeeded(expression: Expression): string | undefined {
  if (expression.kind === "logical" && expression.operator === "&&")
    return propertyNeeded(expression.left) ?? propertyNeeded(expression.right);
  if (expression.kind !== "binary" || expression.operator !== "===") return undefined;
  const { left, right } = expression;
  const isProperty = left.kind === "scope" && left.name === "property";
  return isProperty && right.kind === "literal" && typeof right.value === "string" ? right.value : undefined;
}

function isSomething(expression: Expression): boolean {
  return expression.kind === "literal" && expression.value !== undefined && expression.value !== null;
}

function isUndefined(expression: Expression, operator: "!=" | "!=="): boolean {
  if (expression.kind === "unary") return expression.operator === "void";
  return expression.kind === "literal" && (expression.value === undefined || (operator === "!=" && expression.value === null));
}
