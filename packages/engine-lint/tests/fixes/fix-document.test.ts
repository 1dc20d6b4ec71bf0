import { readContract } from "@surety/engine-spec/read-contract";
import { describe, expect, test } from "vitest";
import { fixDocument } from "../../src/fixes/fix-document.ts";
import { lintContract } from "../../src/lint-contract.ts";

function fix(text: string) {
  const bytes = new TextEncoder().encode(text);
  const read = readContract(bytes);
  if (!read.ok) throw new Error(read.problems[0].message);
  const result = fixDocument(bytes, read.contract, (contract) => lintContract(contract).findings);
  return { ...result, before: read.contract, text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(result.bytes) };
}

const DOCUMENT = `# The orders API
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}   # one line
paths:
  # all of them
  /orders:
    get:
      # paged
      responses:
        "200": {description: Orders}
    post:
      operationId: createOrder
      responses:
        "201": {description: Created}
  /orders/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {responses: {"200": {description: An order}}}
`;

describe("operation ids", () => {
  test("are added where none is; everything else stays as it was, and so does what the contract means", () => {
    const { text, fixes, before, changedContract, findings } = fix(DOCUMENT);
    expect(text).toBe(
      DOCUMENT.replace('"200": {description: Orders}\n', '"200": {description: Orders}\n      operationId: listOrders\n').replace(
        "{description: An order}}}",
        '{description: An order}}, "operationId": getOrder}',
      ),
    );
    expect(fixes).toEqual([
      { rule: "surety-operation-id-present", edits: 2, summary: "give each operation an operationId made from its method and path" },
    ]);
    expect(changedContract).toBe(false);
    expect(findings.some(({ rule }) => rule === "surety-operation-id-present")).toBe(false);
    const again = readContract(new TextEncoder().encode(text));
    expect(again.ok && again.contract.contractDigest).toBe(before.contractDigest);
  });

  test("do not take a name that is in use", () => {
    expect(fix(DOCUMENT.replace("createOrder", "listOrders")).text).toContain("operationId: getOrders\n");
  });
});

test("a body where none can be is taken away, and it says that the contract is another one now", () => {
  const { text, changedContract } = fix(
    '{"openapi":"3.0.3","info":{"title":"A","version":"1"},"paths":{"/a":{"delete":{"operationId":"a","responses":{"204":{"description":"Gone","content":{"application/json":{"schema":{"type":"object"}}}}}}}}}',
  );
  expect(text).toContain('"204":{"description":"Gone"}');
  expect(changedContract).toBe(true);
});

test("a byte order mark and Windows line breaks stay", () => {
  const { text } = fix(`\uFEFF${DOCUMENT.replaceAll("\n", "\r\n")}`);
  expect(text.startsWith("\uFEFF# The orders API\r\n")).toBe(true);
  expect(text.replaceAll("\r\n", "")).not.toContain("\n");
  expect(text).toContain("operationId: listOrders\r\n");
});

test("a document with nothing to mend is the same bytes", () => {
  const { text, fixes } = fix(fix(DOCUMENT).text);
  expect(fixes).toEqual([]);
  expect(text).toBe(fix(DOCUMENT).text);
});
