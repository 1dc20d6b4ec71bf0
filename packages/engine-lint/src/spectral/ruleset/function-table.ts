import { coreFunctions } from "../functions/core-functions.ts";
import { plainValue } from "../functions/plain-value.ts";
import type { FunctionContext, FunctionResult, RuleFunction } from "../functions/rule-function.ts";
import { oasFunctions } from "../oas/oas-functions.ts";
import type { CustomContext, CustomFunction } from "./ruleset-ports.ts";

export type FunctionTable = ReadonlyMap<string, CustomFunction>;

const CORE = new Map<string, RuleFunction>(coreFunctions.map((each) => [each.name, each]));
const OAS = new Map<string, RuleFunction>(oasFunctions.map((each) => [each.name, each]));

export function isFunction(value: unknown): value is CustomFunction {
  return typeof value === "function";
}

export function functionsOfModule(functions: Readonly<Record<string, unknown>>): FunctionTable {
  return new Map(Object.entries(functions).filter((entry): entry is [string, CustomFunction] => isFunction(entry[1])));
}

/**
 * The function that a rule names or holds. Spectral's own functions, which JavaScript rulesets import, are recognised
 * by what they carry, and ours run instead. Undefined when there is none.
 */
export function findFunction(given: unknown, table: FunctionTable): RuleFunction | undefined {
  if (typeof given === "string") {
    const custom = table.get(given);
    return custom === undefined ? (CORE.get(given) ?? OAS.get(given)) : customFunction(given, custom);
  }
  if (!isFunction(given)) return undefined;
  const own = isSpectralFunction(given) ? (CORE.get(given.name) ?? OAS.get(given.name)) : undefined;
  return own ?? customFunction(given.name === "" ? "function" : given.name, given);
}

export const functionNames = (table: FunctionTable): string[] => [...new Set([...CORE.keys(), ...table.keys()])].sort();

/** Made by `createRulesetFunction`, which leaves its schemas on the function. */
function isSpectralFunction(given: CustomFunction): boolean {
  return "schemas" in given && "validator" in given;
}

function customFunction(name: string, run: CustomFunction): RuleFunction {
  return {
    name,
    check: (options) => checkOptions(run, options),
    *run(value, options, context) {
      const results: unknown = run(plainValue(value), plainValue(options), customContext(context));
      if (results === undefined || results === null) return;
      if (typeof results === "object" && "then" in results) {
        Promise.resolve(results).catch(() => undefined); // what it fails by later has nobody to catch it
        throw new TypeError(`"${name}" is asynchronous, and rules run synchronously`);
      }
      if (!Array.isArray(results)) throw new TypeError(`"${name}" gave something that is no list of results`);
      for (const result of results) yield readResult(result, name);
    },
  };
}

function checkOptions(run: CustomFunction, options: unknown): string | undefined {
  const validator: unknown = Reflect.get(run, "validator");
  if (!isFunction(validator)) return undefined;
  try {
    Reflect.apply(validator, undefined, [options === undefined ? null : plainValue(options)]);
    return undefined;
  } catch (error) {
    const first: unknown =
      error instanceof AggregateError || (typeof error === "object" && error !== null && "errors" in error)
        ? Reflect.get(error, "errors")
        : undefined;
    const shown: unknown = Array.isArray(first) ? first[0] : error;
    return shown instanceof Error ? shown.message : String(shown);
  }
}

function readResult(result: unknown, name: string): FunctionResult {
  if (typeof result !== "object" || result === null || !("message" in result))
    throw new TypeError(`"${name}" gave a result without a message`);
  const path: unknown = Reflect.get(result, "path");
  if (!Array.isArray(path)) return { message: String(result.message) };
  return { message: String(result.message), path: path.map((key) => (typeof key === "number" ? key : String(key))) };
}

function customContext(context: FunctionContext): CustomContext {
  const data = plainValue(context.data);
  const source = context.source ?? null;
  const document = { data, source, formats: context.formats };
  return {
    path: [...context.path],
    document,
    documentInventory: { resolved: plainValue(context.document.resolved), unresolved: data, source, document },
    rule: { name: context.rule },
  };
}
