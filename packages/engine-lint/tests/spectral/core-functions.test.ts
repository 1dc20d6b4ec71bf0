import { describe, expect, test } from "vitest";
import { loadRuleset } from "../../src/spectral/ruleset/load-ruleset.ts";
import { formats, functions } from "./spectral-modules.ts";
import { type RulesetDefinition, spectralLines, suretyLines } from "./spectral-oracle.ts";

const document = `
openapi: 3.0.3
info: {title: orders-Api2, version: "1", description: ""}
tags: [{name: b}, {name: a, description: x}, {name: "10"}, {name: "9"}]
paths:
  /orders/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getOrder2
      tags: [b, a]
      responses: {"200": {$ref: "#/components/responses/Ok"}, "404": {description: no}, default: {description: all}}
    delete: {responses: {"204": {description: gone}}}
  /orders:
    post:
      operationId: CREATE_ORDER
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
      responses: {"201": {description: made, headers: {X-Rate: {schema: {type: integer}}, Location: {schema: {type: string}}}}}
components:
  responses: {Ok: {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}}
  schemas:
    Order: {type: object, required: [id], properties: {id: {type: integer, format: int32}, "snake_case": {type: string, enum: [a, b]}, Items: {type: array, items: {$ref: "#/components/schemas/Item"}}}}
    Item: {type: object, properties: {"a-b": {type: string}, n: {type: number, default: 1.5}}}
    Never: {type: object}
`;

const given: readonly string[] = [
  "$",
  "$.info.*",
  "$.info.*~",
  "$.paths[*]~",
  "$.paths.*[get,post]",
  "$.paths[*][*].operationId",
  "$..operationId",
  "$..parameters[0].name",
  "$.tags[1:3].name",
  "$.tags[-1:].name",
  "$.tags[(@.length-1)].name",
  "$.tags[?(@.description)]",
  "$.tags[?(!@.description)].name",
  "$.tags[?(@.name > 'a')].name",
  "$.paths[?(@property.match(/orders$/))]",
  "$.paths[?(@property === '/orders')]~",
  "$..responses[?(@property >= 300)]",
  "$.paths[*][*].responses[?(@property.match(/^2/))].description",
  "$..[?(@property === 'schema')]",
  "$..[?(@ && @.type === 'string')]",
  "$..[?(@ && @.enum && @.enum.includes('a'))]",
  "$..properties[*]~",
  "$..properties[?(@.format == 'int32')]^",
  "$..content.*~",
  "$..['x-none','Location']",
  '$.paths["/orders/{id}"].get.tags[*]',
  "$.paths.[*]",
  "$.components.schemas[*].properties.id.type",
  "$..headers",
  "$.paths..responses[200,404].description",
  "$..[description]",
];

const actions: Readonly<Record<string, object>> = {
  truthy: {},
  falsy: {},
  defined: { field: "description" },
  undefined: { field: "name" },
  pattern: { functionOptions: { match: "^[a-z/]+$", notMatch: "/o/i" } },
  "pattern of keys": { field: "@key", function: "pattern", functionOptions: { match: "^[a-z0-9]+$" } },
  length: { functionOptions: { min: 2, max: 3 } },
  casing: { functionOptions: { type: "camel" } },
  "casing kebab": { function: "casing", functionOptions: { type: "kebab", separator: { char: "/", allowLeading: true } } },
  "casing macro": { function: "casing", functionOptions: { type: "macro", disallowDigits: true } },
  "casing pascal": { function: "casing", functionOptions: { type: "pascal" } },
  enumeration: { functionOptions: { values: ["b", 200, "ok"] } },
  alphabetical: {},
  "alphabetical by name": { function: "alphabetical", field: "tags", functionOptions: { keyedBy: "name" } },
  or: { functionOptions: { properties: ["description", "name", "get"] } },
  xor: { functionOptions: { properties: ["description", "name", "a", "b", "c"] } },
  schema: {
    functionOptions: {
      schema: { type: "object", required: ["description"], properties: { description: { type: "string", minLength: 3 } } },
    },
  },
  "schema with all errors": {
    function: "schema",
    functionOptions: {
      allErrors: true,
      schema: {
        anyOf: [
          { type: "string", pattern: "^b" },
          { type: "object", required: ["b", "c"], maxProperties: 1 },
        ],
      },
    },
  },
  "schema of one": {
    function: "schema",
    functionOptions: {
      dialect: "draft2020-12",
      schema: { oneOf: [{ type: "string", maxLength: 2 }, { type: "object" }, { type: "object", required: ["get"] }] },
    },
  },
  unreferencedReusableObject: { given: "$.components.schemas", functionOptions: { reusableObjectsLocation: "#/components/schemas" } },
};

/** Rules that call one function at every place, in both forms. */
function rulesets(name: string, action: object): { readonly ours: object; readonly theirs: RulesetDefinition } {
  const { given: own, function: called = name, ...then } = { given: undefined, function: undefined, ...action };
  const places = own === undefined ? given : [own];
  const rule = (place: string, fn: unknown): object => ({
    given: place,
    message: "{{error}} | {{property}} | {{path}} | {{value}}",
    severity: "error",
    then: { ...then, function: fn },
  });
  const make = (fn: unknown): Record<string, object> =>
    Object.fromEntries(
      places.flatMap((place, index) => [
        [`resolved-${index}`, rule(place, fn)],
        [`raw-${index}`, { ...rule(place, fn), resolved: false }],
      ]),
    );
  const spectral: unknown = Reflect.get(functions, String(called));
  return {
    ours: { formats: ["oas3"], rules: make(called) },
    theirs: Object.assign({ formats: [formats.oas3] }, { rules: make(spectral) }),
  };
}

const places = (lines: readonly string[]): string[] => [...new Set(lines.map((line) => line.slice(0, line.indexOf(": "))))].sort();

describe("core functions, at the places of every kind of path", () => {
  test.each(Object.entries(actions))("%s: the same findings as Spectral, in the same words", async (name, action) => {
    const { ours, theirs } = rulesets(name, action);
    const ruleset = await loadRuleset({ location: "core.json", text: JSON.stringify(ours) });
    expect(ruleset.errors).toEqual([]);
    const [lines, expected] = [suretyLines(document, ruleset), await spectralLines(document, theirs)];
    expect(places(lines)).toEqual(places(expected));
    // One place reached by several references is one finding here, and there one for each wording.
    expect(lines.filter((line) => !expected.includes(line))).toEqual([]);
  });
});
