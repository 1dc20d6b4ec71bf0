import { readContract } from "@surety/engine-spec/read-contract";
import { describe, expect, test } from "vitest";
import { lintContract } from "../src/lint-contract.ts";
import { oasAdvice } from "../src/spectral/oas/oas-advice.ts";
import { oasRuleset } from "../src/spectral/oas/oas-ruleset.ts";
import { recommendedRuleset } from "../src/spectral/recommended-ruleset.ts";
import { recommendedTree, REPLACED, TAKEN } from "../src/spectral/recommended-tree.ts";
import { findFunction } from "../src/spectral/ruleset/function-table.ts";
import { loadRuleset } from "../src/spectral/ruleset/load-ruleset.ts";
import { RuleEntry } from "../src/spectral/ruleset/ruleset-definition.ts";
import { oasFixtures } from "./spectral/oas-fixtures.ts";

const { rules, errors } = recommendedRuleset();
const spectral = await loadRuleset("spectral:oas");

function lint(text: string, ruleset = recommendedRuleset()) {
  const result = readContract(new TextEncoder().encode(text));
  if (!result.ok) throw new Error(result.problems[0].message);
  return lintContract(result.contract, { ruleset }).findings;
}

describe("surety:recommended on top of spectral:oas", () => {
  test("each error of spectral:oas is a rule of it, or replaced by one", () => {
    expect(errors).toEqual([]);
    for (const rule of spectral.rules.values()) {
      if (rule.severity !== "error" || !rule.enabled) continue;
      expect(rules.has(rule.name) || rules.has(REPLACED[rule.name] ?? ""), rule.name).toBe(true);
    }
  });

  test("every rule of our own rulesets has the shape and the options that rules of others must have", () => {
    for (const [name, rule] of Object.entries({ ...oasRuleset.rules, ...recommendedTree.definition.rules })) {
      const { error, data } = RuleEntry.safeParse(rule);
      expect(error, name).toBeUndefined();
      for (const action of typeof data === "object" ? [data.then ?? []].flat() : [])
        expect(findFunction(action.function, new Map())?.check(action.functionOptions), name).toBeUndefined();
    }
  });

  test("what is replaced is not there too, and was there before", () => {
    for (const [theirs, ours] of Object.entries(REPLACED)) {
      expect([rules.has(theirs), rules.has(ours), theirs in (oasRuleset.rules ?? {})], theirs).toEqual([false, true, true]);
    }
  });

  test.each(Object.entries(oasFixtures))("%s: where Spectral has an error, there is a finding", (_, text) => {
    const places = new Set(lint(text).map(({ pointer }) => pointer));
    const isTold = (pointer: string): boolean =>
      [...places].some((place) => place === pointer || place.startsWith(`${pointer}/`) || pointer.startsWith(`${place}/`));
    const faults = lint(text, spectral).filter(({ severity }) => severity === "error");
    expect(faults.filter(({ pointer }) => !isTold(pointer))).toEqual([]);
  });

  test("one fault is told once, in the clearer words", () => {
    const text = `{openapi: 3.0.3, info: {title: A}, paths: {/a: {get: {responses: {}}}}}`;
    const found = lint(text).filter(({ severity }) => severity === "error" || severity === "warning");
    expect(found.map(({ rule }) => rule)).toEqual(["surety-info-complete", "surety-rate-limits-documented", "surety-documents-success"]);
  });

  test("a property that is called $ref is no reference", () => {
    const text = `
openapi: 3.0.3
info: {title: A, version: "1"}
paths: {}
components: {schemas: {A: {properties: {$ref: {type: string}, other: {type: string}}}, B: {$ref: "#/components/schemas/A", nullable: true}}}
`;
    expect(lint(text).filter(({ rule }) => rule === "no-$ref-siblings")).toMatchObject([{ pointer: "/components/schemas/B/nullable" }]);
  });

  test("it is extended and configured by name, its rules from spectral:oas as well", async () => {
    const own = await loadRuleset({
      location: "own.yaml",
      text: "extends: surety:recommended\nrules: {oas3-schema: off, surety-https-only: info}",
    });
    expect(own.rules.get("oas3-schema")).toMatchObject({ enabled: false });
    expect(own.rules.get("surety-https-only")).toMatchObject({ severity: "info", enabled: true });
    expect([...own.rules.keys()].sort()).toEqual([...rules.keys()].sort());
  });
});

test("each rule that is taken from spectral:oas is explained", () => {
  expect(oasAdvice().map(({ name }) => name)).toEqual(Object.keys(TAKEN));
});

test("a path item of OpenAPI 3.1 may be a reference", () => {
  const item = 'get: {operationId: listThings, responses: {"200": {description: ok}}}';
  const document = `openapi: 3.1.0
info: {title: A, version: "1"}
paths: {/things: {$ref: "#/components/pathItems/Things"}}
components: {pathItems: {Things: {${item}}}}
`;
  expect(lint(document).filter(({ rule }) => rule === "oas3-schema")).toEqual([]);
});
