import { readContract } from "@surety/engine-spec/read-contract";
import { describe, expect, test } from "vitest";
import { fixDocument } from "../../src/fixes/fix-document.ts";
import { lintContract } from "../../src/lint-contract.ts";

function fix(text: string) {
  const bytes = new TextEncoder().encode(text);
  const read = readContract(bytes);
  if (!read.ok) throw new Error(read.problems[0].message);
  const lint = (contract: typeof read.contract) => lintContract(contract).findings.filter(({ rule }) => rule === "no-$ref-siblings");
  const { left, changedContract, bytes: mended } = fixDocument(bytes, read.contract, lint);
  return {
    text: new TextDecoder().decode(mended),
    changedContract,
    left: left.map(({ finding, reason }) => `${finding.pointer}: ${reason}`),
  };
}

const contract = (order: string): string => `openapi: 3.0.3
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get:
      responses:
        "200":
          description: Orders
          content:
            application/json:
              schema:
                $ref: "#/components/schemas/Order"
components:
  schemas:
    Address:
      type: object
      description: A place.
    Order:
      type: object
      properties:
        # where it goes
        delivery:
${order}
`;

describe("text beside a $ref", () => {
  test("is kept: the reference of a schema goes into allOf, comments and order stay, and so does what the contract means", () => {
    const before = contract(`          description: Where the order goes. # not where it is billed
          $ref: "#/components/schemas/Address" # shared`);
    const { text, changedContract, left } = fix(before);
    expect(text).toBe(
      before.replace(
        `          $ref: "#/components/schemas/Address" # shared`,
        `          allOf:\n            - $ref: "#/components/schemas/Address" # shared`,
      ),
    );
    expect([changedContract, left]).toEqual([false, []]);
  });

  test("in one line, in JSON with and without blanks", () => {
    const flow = contract('          {$ref: "#/components/schemas/Address", description: Where to.}');
    expect(fix(flow).text).toContain('{allOf: [{ $ref: "#/components/schemas/Address" }], description: Where to.}');
    const value = {
      openapi: "3.0.3",
      info: { title: "A", version: "1" },
      paths: {},
      components: { schemas: { A: { type: "object" }, B: { properties: { a: { $ref: "#/components/schemas/A", title: "x" } } } } },
    };
    expect(fix(JSON.stringify(value)).text).toContain('"a":{"allOf":[{"$ref":"#/components/schemas/A"}],"title":"x"}');
    expect(fix(JSON.stringify(value, null, 2)).text).toContain('"allOf": [{ "$ref": "#/components/schemas/A" }],\n');
  });

  test("goes where the target says the same", () => {
    const { text } = fix(
      contract(`          $ref: "#/components/schemas/Address"\n          type: object\n          description: A place.`),
    );
    expect(text).toContain(`        delivery:\n          $ref: "#/components/schemas/Address"\n`);
    expect(text).not.toContain("          type: object\n          desc");
  });

  test("with something beside it that would mean more than it does is left to a person", () => {
    const before = contract(`          $ref: "#/components/schemas/Address"\n          nullable: true\n          description: Where to.`);
    const { text, left } = fix(before);
    expect(text).toBe(before);
    expect(left[0]).toMatch(/`nullable` is ignored now and would count beside allOf/);
  });

  test("of what is no schema is left to a person", () => {
    const before = contract("          {type: string}").replace(
      "      responses:\n",
      '      parameters:\n        - $ref: "#/components/parameters/Page"\n          description: Which page.\n      responses:\n',
    );
    const { text, left } = fix(`${before}  parameters:\n    Page: {name: page, in: query, schema: {type: integer}}\n`);
    expect(text).toContain("description: Which page.");
    expect(left).toEqual([expect.stringMatching(/only schemas have allOf/)]);
  });
});
