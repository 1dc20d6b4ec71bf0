import type { Operation, Parameter } from "@surety/engine-spec/api";
import { isPaged, sizeParameters } from "../page-parameters.ts";
import type { Report, Rule } from "../rule.ts";

export const pagesHaveOneStyle: Rule = {
  name: "surety-pages-have-one-style",
  severity: "info",
  summary: "All lists are paged by parameters of the same names.",
  why: "Paging is written once, in a helper that walks every list. With `limit` here and `per_page` there it is written per list, and the one place where somebody forgot to translate fetches the first page for ever.",
  bad: `paths:
  /orders:
    get: {parameters: [{name: limit, in: query, schema: {type: integer}}, {name: cursor, in: query, schema: {type: string}}], responses: {"200": {description: Orders}}}
  /customers:
    get: {parameters: [{name: limit, in: query, schema: {type: integer}}, {name: cursor, in: query, schema: {type: string}}], responses: {"200": {description: Customers}}}
  /invoices:
    get: {parameters: [{name: per_page, in: query, schema: {type: integer}}, {name: cursor, in: query, schema: {type: string}}], responses: {"200": {description: Invoices}}}
`,
  good: `paths:
  /orders:
    get: {parameters: [{name: limit, in: query, schema: {type: integer}}, {name: cursor, in: query, schema: {type: string}}], responses: {"200": {description: Orders}}}
  /customers:
    get: {parameters: [{name: limit, in: query, schema: {type: integer}}, {name: cursor, in: query, schema: {type: string}}], responses: {"200": {description: Customers}}}
  /invoices:
    get: {parameters: [{name: limit, in: query, schema: {type: integer}}, {name: cursor, in: query, schema: {type: string}}], responses: {"200": {description: Invoices}}}
`,
  fix: "Declare the paging parameters once under components.parameters and refer to them. Take the old name as well until nobody sends it; a parameter that is only added breaks no one.",
  source: "https://opensource.zalando.com/restful-api-guidelines/#137",
  *check(contract) {
    const paged = contract.api.operations
      .filter(({ method }) => method === "GET")
      .map((operation) => ({ operation, sizes: sizeParameters(operation) }));
    const lists = paged.filter(({ operation, sizes }) => sizes.length === 1 && isPaged(operation));
    const counts = new Map<string, number>();
    for (const { sizes } of lists) for (const { name } of sizes) counts.set(name, (counts.get(name) ?? 0) + 1);
    const common = [...counts].find(([, count]) => count * 2 > lists.length)?.[0];
    if (common === undefined) return;
    for (const { operation, sizes } of lists)
      for (const parameter of sizes) if (parameter.name !== common) yield report(operation, parameter, common);
  },
};

function report({ key }: Operation, { name, pointer }: Parameter, common: string): Report {
  return {
    pointer,
    operation: key,
    message: `\`${name}\` is the size of a page here, where most lists of this API call it \`${common}\`.`,
    hint: `Take \`${common}\` as well, and describe only that.`,
  };
}
