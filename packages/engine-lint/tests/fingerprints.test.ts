import { expect, test } from "vitest";
import { lintContract } from "../src/lint-contract.ts";
import { readYaml } from "./lint-yaml.ts";

const contract = `
paths:
  /orders/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    get:
      parameters:
        - {name: page, in: query, schema: {type: integer}}
        - {name: limit, in: query, schema: {type: integer}}
      responses: {"200": {description: ok}}
    put:
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
      responses: {"200": {description: ok}}
  /deleteOrders:
    post: {responses: {"200": {description: ok}}}
servers: [{url: "http://api.example.com"}]
components:
  schemas:
    Order: {type: object, properties: {note: {type: string}, tags: {type: array, items: {type: string}}}}
`;

function fingerprints(text: string): string[] {
  return lintContract(readYaml(text))
    .findings.map((finding) => finding.fingerprint)
    .sort();
}

test("every finding of a contract has its own fingerprint", () => {
  const all = fingerprints(contract);
  expect(all.length).toBeGreaterThan(10);
  expect(new Set(all).size).toBe(all.length);
});

test.each([
  ["lines and comments move", contract.replaceAll("\n", "\n# a comment\n\n")],
  ["parameters are reordered", contract.replace(/( +- \{name: page.*\n)( +- \{name: limit.*\n)/, "$2$1")],
  ["a server is put before", contract.replace("servers: [", 'servers: [{url: "https://new.example.com"}, ')],
  ["a path parameter is renamed", contract.replaceAll("{id}", "{orderId}").replace("name: id,", "name: orderId,")],
])("fingerprints stay when %s", (_, changed) => {
  expect(changed).not.toBe(contract);
  expect(fingerprints(changed)).toEqual(fingerprints(contract));
});

test("a new mistake has a new fingerprint, and the old ones stay", () => {
  const before = fingerprints(contract);
  const after = fingerprints(contract.replace("note: {type: string}", "note: {type: string}, comment: {type: string}"));
  expect(after).toHaveLength(before.length + 1);
  expect(after).toEqual(expect.arrayContaining(before));
});
