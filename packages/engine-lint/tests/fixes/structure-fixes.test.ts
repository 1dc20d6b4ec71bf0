import { readContract } from "@surety/engine-spec/read-contract";
import { beforeAll, describe, expect, test } from "vitest";
import { fixDocument } from "../../src/fixes/fix-document.ts";
import { fixTable } from "../../src/fixes/fix-table.ts";
import { lintContract } from "../../src/lint-contract.ts";
import { recommended } from "../../src/recommended.ts";
import { loadRuleset } from "../../src/spectral/ruleset/load-ruleset.ts";
import type { Ruleset } from "../../src/spectral/ruleset/ruleset.ts";
import { oasRuleset } from "../../src/spectral/oas/oas-ruleset.ts";

let oas: Ruleset;
beforeAll(async () => {
  oas = await loadRuleset({ location: "test", text: '{"extends": [["spectral:oas", "all"]]}' });
});

/** The text after the fixes of one rule alone. */
function fixed(rule: string, text: string, head = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\n") {
  const bytes = new TextEncoder().encode(head + text);
  const read = readContract(bytes);
  if (!read.ok) throw new Error(read.problems[0].message);
  const lint: Parameters<typeof fixDocument>[2] = (contract) =>
    [...lintContract(contract, { ruleset: oas }).findings, ...lintContract(contract).findings].filter((finding) => finding.rule === rule);
  const found = lint(read.contract).length;
  const result = fixDocument(bytes, read.contract, lint);
  return { ...result, found, text: new TextDecoder().decode(result.bytes).slice(head.length) };
}

const ok = "responses: {'200': {description: ok}}";

describe.each([
  {
    rule: "oas3-server-trailing-slash",
    before: "servers: [{url: https://a.test/v1/}, {url: /}]\npaths: {}\n",
    after: 'servers: [{url: "https://a.test/v1"}, {url: /}]\npaths: {}\n',
    changes: false,
  },
  {
    rule: "path-params",
    before: `paths:\n  /a/{id}:\n    parameters:\n      - name: id\n        in: path\n        schema: {type: string}\n    get: {${ok}}\n`,
    after: `paths:\n  /a/{id}:\n    parameters:\n      - name: id\n        in: path\n        schema: {type: string}\n        required: true\n    get: {${ok}}\n`,
    changes: false,
  },
  {
    rule: "surety-path-parameters-match",
    before: `paths:\n  /a/{id}/{part}:\n    get:\n      ${ok}\n`,
    after: `paths:\n  /a/{id}/{part}:\n    get:\n      ${ok}\n      parameters:\n        - name: id\n          in: path\n          required: true\n          schema:\n            type: string\n        - name: part\n          in: path\n          required: true\n          schema:\n            type: string\n`,
    changes: true,
  },
  {
    rule: "oas3-schema",
    before: "paths: {/a: {get: {responses: {'404': {}, 5XX: {}, '299': {}}}}}\n",
    after: `paths: {/a: {get: {responses: {'404': {"description": Not found}, 5XX: {"description": Server error}, '299': {"description": Success}}}}}\n`,
    changes: false,
  },
  {
    rule: "operation-parameters",
    before: `paths: {/a: {get: {parameters: [{name: q, in: query, schema: {type: string}}, {name: q, in: query, schema: {type: string}}], ${ok}}}}\n`,
    after: `paths: {/a: {get: {parameters: [{name: q, in: query, schema: {type: string}}], ${ok}}}}\n`,
    changes: false,
  },
  {
    rule: "openapi-tags",
    before: `paths: {/a: {get: {tags: [b, a], ${ok}}, put: {tags: [a], ${ok}}}}\n`,
    after: `paths: {/a: {get: {tags: [b, a], ${ok}}, put: {tags: [a], ${ok}}}}\ntags:\n  - name: b\n  - name: a\n`,
    changes: false,
  },
])("$rule", ({ rule, before, after, changes }) => {
  test("is mended as the specification says", () => {
    const { text, findings, changedContract, found } = fixed(rule, before);
    expect(text).toBe(after);
    expect(findings.length).toBeLessThan(found);
    expect(changedContract).toBe(changes);
    expect(fixed(rule, after).fixes).toEqual([]);
  });
});

test("what a person has to judge stays", () => {
  for (const [rule, text] of [
    [
      "surety-path-parameters-match",
      `paths: {"/a/{id}": {get: {parameters: [{name: orderId, in: path, required: true, schema: {}}], ${ok}}}}\n`,
    ],
    ["surety-path-parameters-match", `paths: {"/a/{id}": {get: {parameters: [{$ref: other.yaml}], ${ok}}}}\n`],
    [
      "operation-parameters",
      `paths: {/a: {get: {parameters: [{name: q, in: query, schema: {}}, {name: q, in: query, schema: {type: string}}], ${ok}}}}\n`,
    ],
    ["oas3-server-trailing-slash", "servers: [{url: 'https://'}]\npaths: {}\n"],
  ] as const)
    expect([rule, fixed(rule, text).text]).toEqual([rule, text]);
});

test("Swagger 2.0: parameters have no schema, and a host has no slash", () => {
  const head = "swagger: '2.0'\ninfo: {title: A, version: '1'}\n";
  expect(fixed("path-params", `paths: {"/a/{id}": {get: {${ok}}}}\n`, head).text).toBe(
    `paths: {"/a/{id}": {get: {${ok}, "parameters": [{"name":"id","in":"path","required":true,"type":"string"}]}}}\n`,
  );
  expect(fixed("oas2-host-trailing-slash", "host: a.test/\npaths: {}\n", head).text).toBe("host: a.test\npaths: {}\n");
});

test("OpenAPI 3.2: xml.attribute is written as a node type", () => {
  const head = "openapi: 3.2.0\ninfo: {title: A, version: '1'}\n";
  const schema = (xml: string): string => `paths: {}\ncomponents: {schemas: {A: {type: string, xml: ${xml}}}}\n`;
  expect(fixed("oas3_2-no-deprecated-xml-attribute", schema("{name: a, attribute: true}"), head).text).toBe(
    schema('{"name":"a","nodeType":"attribute"}'),
  );
});

test("every fix is of a rule that there is", () => {
  const rules = new Set([
    ...recommended.map(({ name }) => name),
    ...Object.keys(oasRuleset.rules ?? {}),
    "surety-document/duplicate-parameter",
  ]);
  expect([...fixTable.keys()].filter((name) => !rules.has(name))).toEqual([]);
});
