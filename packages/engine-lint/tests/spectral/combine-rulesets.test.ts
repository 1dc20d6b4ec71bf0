import { describe, expect, test } from "vitest";
import { lintContract } from "../../src/lint-contract.ts";
import { combineRulesets } from "../../src/spectral/ruleset/combine-rulesets.ts";
import { loadRuleset } from "../../src/spectral/ruleset/load-ruleset.ts";
import { readText } from "./spectral-oracle.ts";

const contract = readText(`
openapi: 3.0.3
info: {title: orders, version: "1"}
paths: {/a: {get: {responses: {"200": {description: ok}}}}, /b: {get: {responses: {"200": {description: ok}}}}}
`);
const wants = (field: string): string => `{given: "$.paths[*].get", severity: warn, then: {field: ${field}, function: truthy}}`;

async function lint(layers: readonly (readonly [text: string, path: string | undefined])[]): Promise<string[]> {
  const loaded = layers.map(async ([text, path]) => ({ ruleset: await loadRuleset({ location: "r.yaml", text }), path }));
  const ruleset = combineRulesets(await Promise.all(loaded));
  const { findings, ruleErrors } = lintContract(contract, { ruleset, path: "any" });
  expect(ruleErrors).toEqual([]);
  return findings.map(({ rule, severity, pointer }) => `${rule} ${severity} ${pointer.slice("/paths/~1".length)}`);
}

describe("several rulesets", () => {
  const base = `rules: {ids: ${wants("operationId")}}\n`;

  test("keep the overrides of each, by the document's path from that ruleset", async () => {
    const legacy = `${base}overrides: [{files: ["legacy/*.yaml"], rules: {ids: off}}]`;
    const other = `rules: {tags: ${wants("tags")}}\noverrides: [{files: ["../legacy/*"], rules: {tags: error}}]`;
    expect(await lint([[legacy, "api.yaml"]])).toEqual(["ids warning a/get", "ids warning b/get"]);
    expect(
      await lint([
        [legacy, "legacy/api.yaml"],
        [other, "../legacy/api.yaml"],
      ]),
    ).toEqual(["tags error a/get", "tags error b/get"]);
  });

  test("keep the severities of places, unless a later one has the rule as well", async () => {
    const places = `${base}overrides: [{files: ["*.yaml#/paths/~1a"], rules: {ids: error}}]`;
    expect(
      await lint([
        [places, "api.yaml"],
        [`rules: {tags: ${wants("tags")}}`, undefined],
      ]),
    ).toEqual(["ids error a/get", "tags warning a/get", "ids warning b/get", "tags warning b/get"]);
    expect(
      await lint([
        [places, "api.yaml"],
        [base, "api.yaml"],
      ]),
    ).toEqual(["ids warning a/get", "ids warning b/get"]);
  });
});
