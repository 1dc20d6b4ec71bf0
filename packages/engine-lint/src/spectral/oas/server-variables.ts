import { z } from "zod";
import { checkOptions } from "../functions/options.ts";
import type { FunctionResult, RuleFunction } from "../functions/rule-function.ts";
import type { KeyPath } from "../resolved-document.ts";

const Options = z.strictObject({ checkSubstitutions: z.boolean().optional(), requireDefault: z.boolean().optional() });
const Server = z.object({
  url: z.string(),
  variables: z
    .record(
      z.string(),
      z.looseObject({
        enum: z.array(z.string()).optional(),
        default: z.string().optional(),
        description: z.string().optional(),
        examples: z.string().optional(),
      }),
    )
    .optional(),
});
type Variables = NonNullable<z.infer<typeof Server>["variables"]>;

const KNOWN = new Set(["enum", "default", "description", "examples"]);
/** Wrong substitutions that are named; more make the message no clearer. */
const MOST_SHOWN = 5;
const MOST_TRIED = 10_000;

export const serverVariables: RuleFunction = {
  name: "serverVariables",
  check: checkOptions("serverVariables", Options, '{ "requireDefault": true }'),
  run(value, options, { path }) {
    const server = Server.safeParse(value);
    const variables = server.data?.variables ?? {};
    const hasUnknown = Object.values(variables).some((variable) =>
      Object.keys(variable).some((name) => !KNOWN.has(name) && !name.startsWith("x-")),
    );
    if (!server.success || hasUnknown) return [{ message: "Invalid Server Object" }];
    const used = [...server.data.url.matchAll(/\{(.+?)\}/g)].map(([, name]) => name ?? "");
    const results = unusedAndMissing(used, Object.keys(variables), path);
    if (used.length === 0 || server.data.variables === undefined) return results;
    const values: [string, readonly string[]][] = [];
    for (const [name, variable] of Object.entries(variables)) {
      if (!used.includes(name)) continue;
      values.push([name, variable.enum ?? (variable.default === undefined ? [] : [variable.default])]);
      results.push(...defaultFaults(name, variable, options["requireDefault"] === true, path));
    }
    if (options["checkSubstitutions"] === true) results.push(...substitutionFaults(server.data.url, values, path));
    return results;
  },
};

function unusedAndMissing(used: readonly string[], defined: readonly string[], path: KeyPath): FunctionResult[] {
  const results: FunctionResult[] = defined
    .filter((name) => !used.includes(name))
    .map((name) => ({
      message: `Server's "variables" object has unused defined "${name}" url variable.`,
      path: [...path, "variables", name],
    }));
  const missing = used.filter((name) => !defined.includes(name));
  if (missing.length > 0)
    results.push({
      message: `Not all server's variables are described with "variables" object. Missed: ${missing.join(", ")}.`,
      path: [...path, "variables"],
    });
  return results;
}

function defaultFaults(name: string, variable: Variables[string], needed: boolean, path: KeyPath): FunctionResult[] {
  const place = [...path, "variables", name];
  if (variable.default === undefined) return needed ? [{ message: `Server Variable "${name}" has a missing default.`, path: place }] : [];
  if (variable.enum === undefined || variable.enum.includes(variable.default)) return [];
  return [{ message: `Server Variable "${name}" has a default not listed in the enum.`, path: [...place, "default"] }];
}

function substitutionFaults(url: string, values: readonly [string, readonly string[]][], path: KeyPath): FunctionResult[] {
  const invalid: string[] = [];
  let urls = values.length === 0 ? [] : [url];
  for (const [name, choices] of values)
    urls = urls.flatMap((each) => choices.map((choice) => each.replaceAll(`{${name}}`, encodeURI(choice)))).slice(0, MOST_TRIED);
  for (const each of urls) if (!isUrl(each) && invalid.length < MOST_SHOWN) invalid.push(each);
  if (invalid.length === 0) return [];
  const message =
    invalid.length === MOST_SHOWN
      ? `At least 5 substitutions of server variables resulted in invalid URLs: ${invalid.join(", ")} and more`
      : `A few substitutions of server variables resulted in invalid URLs: ${invalid.join(", ")}`;
  return [{ message, path: [...path, "variables"] }];
}

/** Absolute, and with a host where the scheme needs one (WHATWG URL). */
function isUrl(text: string): boolean {
  const scheme = /^\s*([a-z][a-z\d+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return false;
  if (!["http", "https", "ws", "wss", "ftp"].includes(scheme)) return true;
  const authority = /^\s*[a-z\d+.-]+:[/\\]*([^/\\?#]*)/i.exec(text)?.[1] ?? "";
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const parts = /^(\[[\da-f:.]+\]|[^:\s<>^|%{}[\]]+)(?::(\d*))?$/i.exec(host);
  return parts !== null && Number(parts[2] ?? 0) <= 65_535;
}
