import { textOf } from "../functions/text-of.ts";
import { noOptions } from "../functions/options.ts";
import type { FunctionResult, RuleFunction } from "../functions/rule-function.ts";
import type { Key } from "../resolved-document.ts";
import { isMembers, METHODS } from "./members.ts";

const VARIABLE = /\{;?\??[a-zA-Z0-9_-]+\*?\}/g;

/** Path templates and the parameters that they need. */
export const oasPathParam: RuleFunction = {
  name: "oasPathParam",
  check: noOptions("oasPathParam"),
  run(paths) {
    if (!isMembers(paths)) return undefined;
    const results: FunctionResult[] = [];
    const templates = new Map<string, string>();
    for (const [path, item] of Object.entries(paths)) {
      if (!isMembers(item)) continue;
      const shape = path.replaceAll(VARIABLE, "%");
      const twin = templates.get(shape);
      if (twin === undefined) templates.set(shape, path);
      else results.push({ message: `Paths "${twin}" and "${path}" must not be equivalent.`, path: ["paths", path] });
      checkPath(path, item, results);
    }
    return results;
  },
};

function checkPath(path: string, item: Readonly<Record<string, unknown>>, results: FunctionResult[]): void {
  const names = new Set<string>();
  for (const [variable] of path.matchAll(VARIABLE)) {
    const name = variable.replaceAll(/[{}?*;]/g, "");
    if (names.has(name))
      results.push({ message: `Path "${path}" must not use parameter "{${name}}" multiple times.`, path: ["paths", path] });
    names.add(name);
  }
  const shared = pathParameters(item["parameters"], ["paths", path, "parameters"], results);
  for (const [method, operation] of Object.entries(item)) {
    if (!METHODS.has(method) || !isMembers(operation)) continue;
    const place = ["paths", path, method];
    const declared = new Map([...shared, ...pathParameters(operation["parameters"], [...place, "parameters"], results)]);
    for (const [name, where] of declared) {
      if (!names.has(name)) results.push({ message: `Parameter "${name}" must be used in path "${path}".`, path: where });
    }
    for (const name of names) {
      if (!declared.has(name))
        results.push({ message: `Operation must define parameter "{${name}}" as expected by path "${path}".`, path: place });
    }
  }
}

function pathParameters(parameters: unknown, place: readonly Key[], results: FunctionResult[]): Map<string, readonly Key[]> {
  const declared = new Map<string, readonly Key[]>();
  if (!Array.isArray(parameters)) return declared;
  for (const [index, parameter] of parameters.entries()) {
    if (!isMembers(parameter) || parameter["in"] !== "path" || parameter["name"] === undefined) continue;
    const name = textOf(parameter["name"]);
    const path = [...place, index];
    if (parameter["required"] !== true)
      results.push({ message: `Path parameter "${name}" must have "required" property that is set to "true".`, path });
    if (declared.has(name)) results.push({ message: `Path parameter "${name}" must not be defined multiple times.`, path });
    else declared.set(name, path);
  }
  return declared;
}
