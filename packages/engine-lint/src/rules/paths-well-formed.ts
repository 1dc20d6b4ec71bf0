import { contractPaths } from "../contract-paths.ts";
import type { Rule } from "../rule.ts";

export const pathsWellFormed: Rule = {
  name: "surety-paths-well-formed",
  severity: "error",
  summary: "A path template has no query, fragment, empty segment or unpaired brace.",
  why: "OpenAPI matches templates against the path of a URL, which has no `?` and no `#`. Such an entry matches no request: nothing that is written below it is ever true.",
  bad: `paths:
  /orders?status=open:
    get: {responses: {"200": {description: Open orders}}}
`,
  good: `paths:
  /orders:
    get:
      parameters: [{name: status, in: query, schema: {type: string, enum: [open, closed]}}]
      responses: {"200": {description: Orders}}
`,
  fix: "Declare what follows the question mark as query parameters, and write the path only.",
  source: "https://spec.openapis.org/oas/v3.1.1.html#path-templating",
  *check(contract) {
    for (const { path, pointer } of contractPaths(contract)) {
      const fault = faultOf(path);
      if (fault !== undefined) yield { pointer, message: `\`${path}\` ${fault.what}.`, hint: fault.hint };
    }
  },
};

function faultOf(path: string): { what: string; hint: string } | undefined {
  const bare = path.replaceAll(/\{[^{}]*\}/g, "x");
  if (bare.includes("?")) return { what: "has a query, which no path has", hint: "Declare its parts as parameters with `in: query`." };
  if (bare.includes("#")) return { what: "has a fragment, which is never sent to a server", hint: "Remove what follows the `#`." };
  if (bare.includes("//")) return { what: "has an empty segment", hint: "Remove the doubled slash." };
  if (/[{}]/.test(bare)) return { what: "has a brace without its partner", hint: "Write parameters as `{name}`." };
  if (path.includes("{}")) return { what: "has a parameter without a name", hint: "Name it: `{id}`." };
  if (/\s/.test(path)) return { what: "has a space", hint: "Use a hyphen." };
  return undefined;
}
