import type { Parameter } from "@surety/engine-spec/api";
import type { Rule } from "../rule.ts";
import { splitWords } from "../split-words.ts";
import { inCasing, majorityCasing, wordCasing } from "../word-casing.ts";

export const parametersHaveOneCasing: Rule = {
  name: "surety-parameters-have-one-casing",
  severity: "info",
  summary: "All query parameters are written in one casing.",
  why: "A misspelled query parameter is no error: most servers ignore what they do not know. `?createdAfter=` against an API that says `created_after` everywhere else answers everything, and nobody notices.",
  bad: `paths:
  /orders:
    get:
      parameters: [{name: created_after, in: query, schema: {type: string}}, {name: customer_id, in: query, schema: {type: string}}, {name: sortBy, in: query, schema: {type: string}}]
      responses: {"200": {description: Orders}}
`,
  good: `paths:
  /orders:
    get:
      parameters: [{name: created_after, in: query, schema: {type: string}}, {name: customer_id, in: query, schema: {type: string}}, {name: sort_by, in: query, schema: {type: string}}]
      responses: {"200": {description: Orders}}
`,
  fix: "Follow what most parameters of this contract do, and take the old spelling as well until nobody sends it. Refuse unknown parameters with 400, and the next misspelling is found on the first call.",
  source: "https://opensource.zalando.com/restful-api-guidelines/#130",
  *check(contract) {
    const parameters = new Map<string, { parameter: Parameter; operation: string }>();
    for (const { key, parameters: own } of contract.api.operations) {
      for (const parameter of own) {
        if (parameter.in === "query" && !parameters.has(parameter.pointer))
          parameters.set(parameter.pointer, { parameter, operation: key });
      }
    }
    const majority = majorityCasing(new Set([...parameters.values()].map(({ parameter }) => parameter.name)));
    if (majority === undefined) return;
    for (const { parameter, operation } of parameters.values()) {
      const casing = wordCasing(parameter.name);
      if (casing === undefined || casing === majority || casing === "mixed") continue;
      yield {
        pointer: parameter.pointer,
        operation,
        message: `\`${parameter.name}\` is ${casing}, where most query parameters of this API are ${majority}.`,
        hint: `Write \`${inCasing(splitWords(parameter.name), majority)}\`.`,
      };
    }
  },
};
