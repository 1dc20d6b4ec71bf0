import { z } from "zod";
import { checkOptions } from "./options.ts";
import { printValue } from "./print-value.ts";
import type { FunctionResult, RuleFunction } from "./rule-function.ts";

/** Keys, or entries by themselves or by one member, in alphabetical order. */
export const alphabetical: RuleFunction = {
  name: "alphabetical",
  check: checkOptions("alphabetical", z.strictObject({ keyedBy: z.string().optional() }), '{ "keyedBy": "name" }'),
  run(value, options, { path }) {
    if (typeof value !== "object" || value === null) return undefined;
    const keyedBy = typeof options["keyedBy"] === "string" ? options["keyedBy"] : undefined;
    const items: readonly unknown[] = Array.isArray(value) ? value : Object.keys(value);
    if (items.length < 2) return undefined;
    if (keyedBy !== undefined && items.some((item) => typeof item !== "object" || item === null))
      return [{ message: '#{{print("property")}}must be an object' }];
    const sortable =
      keyedBy === undefined ? items : items.map((item) => (typeof item === "object" && item !== null ? Reflect.get(item, keyedBy) : item));
    if (sortable.some((item) => typeof item !== "string" && typeof item !== "number"))
      return [{ message: '#{{print("property")}}must be one of the allowed types: number, string' }];
    const at = sortable.findIndex((item, index) => index + 1 < sortable.length && compare(item, sortable[index + 1]) >= 1);
    if (at === -1) return undefined;
    if (keyedBy !== undefined) return [{ message: "properties must follow the alphabetical order" }];
    const key = Array.isArray(value) ? at : String(items[at]);
    const result: FunctionResult = {
      path: [...path, key],
      message: `${printValue(items[at])} must be placed after ${printValue(items[at + 1])}`,
    };
    return [result];
  },
};

function compare(left: unknown, right: unknown): number {
  const numeric = (value: unknown): boolean => typeof value === "number" || !Number.isNaN(Number(value));
  if ((typeof left === "number" || !numeric(left)) && numeric(right)) return Math.min(1, Math.max(-1, Number(left) - Number(right)));
  return typeof left === "string" && typeof right === "string" ? left.localeCompare(right) : 0;
}
