import { noOptions } from "./options.ts";
import { printValue } from "./print-value.ts";
import type { FunctionResult, RuleFunction } from "./rule-function.ts";

/** Values of `enum` have the `type` that stands beside it. */
export const typedEnum: RuleFunction = {
  name: "typedEnum",
  check: noOptions("typedEnum"),
  run(value, _options, context) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const values: unknown = Reflect.get(value, "enum");
    const given: unknown = Reflect.get(value, "type");
    if (!Array.isArray(values)) return undefined;
    if (typeof given !== "string" && !(Array.isArray(given) && given.every((type) => typeof type === "string"))) return undefined;
    const types: string[] = Array.isArray(given) ? [...given] : [given];
    const { formats } = context;
    const isNullable =
      (formats.has("oas3_0") && Reflect.get(value, "nullable") === true) ||
      (formats.has("oas2") && Reflect.get(value, "x-nullable") === true);
    if (isNullable) types.push("null");
    const results: FunctionResult[] = [];
    for (const [index, each] of values.entries()) {
      if (types.includes(typeOf(each, types.includes("integer")))) continue;
      results.push({ message: `Enum value ${printValue(each)} must be "${types.join(",")}".`, path: [...context.path, "enum", index] });
    }
    return results;
  },
};

function typeOf(value: unknown, integers: boolean): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return integers && Number.isInteger(value) ? "integer" : typeof value;
}
