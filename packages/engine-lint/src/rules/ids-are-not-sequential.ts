import { contractPaths } from "../contract-paths.ts";
import { resolveSchema } from "../resolve-schema.ts";
import type { Rule } from "../rule.ts";

export const idsAreNotSequential: Rule = {
  name: "surety-ids-are-not-sequential",
  severity: "hint",
  summary: "Ids in paths cannot be counted up.",
  why: "`/invoices/1041` invites to try 1042: the one missing permission check becomes a leak of everything (OWASP API1). Counted ids also tell everyone how many orders you have.",
  bad: `paths:
  /orders/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {"200": {description: One order}}
`,
  good: `paths:
  /orders/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string, format: uuid}}]
      responses: {"200": {description: One order}}
`,
  fix: "Show a UUID (version 7 sorts by time) or a random text, and keep the number inside. It does not replace the check that this caller may see this order.",
  source: "https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/",
  *check(contract) {
    const seen = new Set<string>();
    for (const { path, segments, operations } of contractPaths(contract)) {
      for (const [index, segment] of segments.entries()) {
        if (!segment.isParameter || index === 0 || seen.has(segment.prefix)) continue;
        seen.add(segment.prefix);
        const name = segment.text.slice(1, -1);
        const parameter = operations[0]?.parameters.find((each) => each.in === "path" && each.name === name);
        if (
          parameter === undefined ||
          !/(?:^id|_id|Id|ID|^pk)$/.test(name) ||
          resolveSchema(parameter.schema).types?.has("integer") !== true
        )
          continue;
        yield {
          pointer: parameter.pointer,
          message: `\`${name}\` in \`${path}\` is a number that can be counted up.`,
          hint: "Show an id that cannot be guessed: `type: string, format: uuid`.",
        };
      }
    }
  },
};
