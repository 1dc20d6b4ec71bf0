import { describe, expect, test } from "vitest";
import { loadRuleset } from "../../src/spectral/ruleset/load-ruleset.ts";
import { formats, functions } from "./spectral-modules.ts";
import { spectralLines, suretyLines } from "./spectral-oracle.ts";

const document = `
openapi: 3.1.0
info: {title: Orders, version: "1", description: 7}
x-tree: {data: 1, children: [{data: 2, children: [{data: a, kids: []}]}, {daat: 3}]}
x-list: [1, a, {name: 5}]
paths: {}
`;

const node = { type: "object", required: ["data"], properties: { data: { type: "integer" }, children: { type: "array" } } };
const tree = (items: object): object => ({ ...node, properties: { ...node.properties, children: { type: "array", items } } });

/** Schemas that name their parts, and the dialect that they are read by. */
const schemas: Readonly<Record<string, readonly [given: string, schema: object, dialect?: string]>> = {
  "$anchor in 2020-12": ["$.x-list[*]", { $defs: { a: { $anchor: "number", type: "integer" } }, $ref: "#number" }, "draft2020-12"],
  "$anchor without a dialect": ["$.x-list[*]", { definitions: { a: { $anchor: "number", type: "integer" } }, $ref: "#number" }],
  "$id with a name in draft 7": ["$.x-list[*]", { definitions: { a: { $id: "#number", type: "integer" } }, $ref: "#number" }],
  "$id of a part, by its address": [
    "$.x-list[*]",
    { $id: "https://example.com/root.json", $ref: "item.json", $defs: { a: { $id: "item.json", type: "integer" } } },
    "draft2020-12",
  ],
  "$id of a part, and a place in it": [
    "$.x-list[*]",
    {
      $id: "https://example.com/deep/root.json",
      $ref: "../item.json#/$defs/n",
      $defs: { a: { $id: "https://example.com/item.json", $defs: { n: { type: "integer" } } } },
    },
    "draft2019-09",
  ],
  "$anchor in a part with an $id": [
    "$.x-list[*]",
    { $id: "https://example.com/r", $ref: "part#n", $defs: { a: { $id: "part", $defs: { x: { $anchor: "n", type: "integer" } } } } },
    "draft2020-12",
  ],
  "$dynamicRef to a tree": ["$.x-tree", { $dynamicAnchor: "node", ...tree({ $dynamicRef: "#node" }) }, "draft2020-12"],
  "$dynamicRef with a stricter tree further out": [
    "$.x-tree",
    {
      $id: "https://example.com/strict-tree",
      $dynamicAnchor: "node",
      $ref: "tree",
      unevaluatedProperties: false,
      $defs: { tree: { $id: "tree", $dynamicAnchor: "node", ...tree({ $dynamicRef: "#node" }) } },
    },
    "draft2020-12",
  ],
  "$dynamicRef without a dialect is unknown": ["$.x-tree", { $dynamicAnchor: "node", ...tree({ $dynamicRef: "#node" }) }],
  "$recursiveRef to a tree": ["$.x-tree", { $recursiveAnchor: true, ...tree({ $recursiveRef: "#" }) }, "draft2019-09"],
  "$schema says the dialect": [
    "$.x-tree",
    { $schema: "https://json-schema.org/draft/2020-12/schema", properties: { data: {} }, unevaluatedProperties: false },
  ],
  "later keywords are unknown to draft 7": [
    "$.x-list",
    { prefixItems: [{ type: "string" }], unevaluatedItems: false, contains: { type: "integer" }, minContains: 2 },
  ],
  "prefixItems is unknown to 2019-09": ["$.x-list", { prefixItems: [{ type: "string" }] }, "draft2019-09"],
  "a reference that leads nowhere": ["$.x-list[*]", { $ref: "#nowhere" }, "draft2020-12"],
};

describe("references in the schemas of rules lead where Spectral's lead", () => {
  test.each(Object.entries(schemas))("%s", async (name, [given, schema, dialect]) => {
    const rule = (fn: unknown, resolved: boolean) => ({
      given,
      resolved,
      message: "{{error}}",
      then: { function: fn, functionOptions: { schema, ...(dialect === undefined ? {} : { dialect }) } },
    });
    const rules = (fn: unknown) => ({ resolved: rule(fn, true), raw: rule(fn, false) });
    const ruleset = await loadRuleset({ location: "refs.json", text: JSON.stringify({ rules: rules("schema") }) });
    const expected = await spectralLines(document, { formats: [formats.oas3], rules: rules(functions.schema) });
    const places = (lines: readonly string[]): string[] => lines.map((line) => line.slice(0, line.indexOf(": ")));
    expect(places(suretyLines(document, ruleset))).toEqual(places(expected));
    if (!/unknown|nowhere/.test(name)) expect(expected).not.toEqual([]);
  });

  test("a reference is of the resource that it stands in, as the specification says and ajv does not", async () => {
    const schema = {
      $id: "https://example.com/outer.json",
      $ref: "inner.json",
      $defs: { n: { type: "string" }, a: { $id: "inner.json", $ref: "#/$defs/n", $defs: { n: { type: "integer" } } } },
    };
    const rule = {
      given: "$.x-list[*]",
      message: "{{error}}",
      then: { function: "schema", functionOptions: { schema, dialect: "draft2020-12" } },
    };
    const ruleset = await loadRuleset({ location: "refs.json", text: JSON.stringify({ rules: { rule } }) });
    expect(suretyLines(document, ruleset)).toEqual([expect.stringMatching(/x-list\/1: /), expect.stringMatching(/x-list\/2: /)]);
  });

  test("a schema of schemas is a rule error: none is built in", async () => {
    const schema = { $ref: "http://json-schema.org/draft-07/schema#" };
    const text = JSON.stringify({ rules: { a: { given: "$.info", then: { function: "schema", functionOptions: { schema } } } } });
    const ruleset = await loadRuleset({ location: "refs.json", text });
    expect(() => suretyLines(document, ruleset)).toThrow(/`http:\/\/json-schema\.org\/draft-07\/schema#` is a schema of schemas/);
  });
});
