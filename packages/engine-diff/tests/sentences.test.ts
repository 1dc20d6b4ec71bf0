import { describe, expect, test } from "vitest";
import type { Change } from "@surety/model/changes";
import { diffContracts } from "../src/diff-contracts.ts";
import { read } from "./diff.ts";
import type { Node } from "./diff.ts";

const operation = (members: Node, responses: Node): Node => ({
  openapi: "3.1.0",
  info: { title: "Orders", version: "1" },
  paths: { "/orders": { get: { ...members, responses } } },
});
const answers = (schema: Node): Node => ({ "200": { description: "", content: { "application/json": { schema } } } });
const changesOf = (base: Node, revision: Node): readonly Change[] =>
  diffContracts(read(base), read(revision), { strictReaders: true }).changes;
const messages = (base: Node, revision: Node): readonly string[] => changesOf(base, revision).map(({ message }) => message);

describe("what is said of parts without a name", () => {
  test("further items and properties are told apart, and each is proved by a value of its own type", () => {
    const closed: Node = { unevaluatedItems: false, unevaluatedProperties: false };
    const changes = changesOf(operation({}, answers(closed)), operation({}, answers({})));
    const proofs = changes.map(({ kind, witness }) => [kind, Array.isArray(witness?.value) ? "array" : typeof witness?.value]);
    expect(proofs).toEqual([
      ["response-unevaluated-items-widened", "array"],
      ["response-unevaluated-properties-widened", "object"],
    ]);
    expect(changes.map(({ message }) => message)).toEqual([
      "The response 200 allows more: further items were refused, and are free from now on.",
      "The response 200 allows more: further properties were refused, and are free from now on.",
    ]);
  });

  test("nothing is said of items where only properties change", () => {
    const of = (closed: boolean): Node => ({ unevaluatedItems: false, ...(closed ? { unevaluatedProperties: false } : {}) });
    expect(changesOf(operation({}, answers(of(true))), operation({}, answers(of(false)))).map(({ kind }) => kind)).toEqual([
      "response-unevaluated-properties-widened",
    ]);
  });

  test("the default response has no number", () => {
    const fine = { "200": { description: "" } };
    expect(messages(operation({}, fine), operation({}, { ...fine, default: { description: "" } }))).toEqual([
      "The default response is new.",
    ]);
    const of = (type: string): Node => ({ ...fine, default: { description: "", content: { "application/json": { schema: { type } } } } });
    const [message] = messages(operation({}, of("string")), operation({}, of("integer")));
    expect(message).toMatch(/^The default response has another type/);
  });
});

test("contracts are identical exactly when their digests are equal, whatever generated clients see", () => {
  const fine = { "200": { description: "" } };
  const base = read(operation({ operationId: "list" }, fine));
  const renamed = read(operation({ operationId: "findAll" }, fine));
  const { identical, changes } = diffContracts(base, renamed);
  expect(renamed.contractDigest).toBe(base.contractDigest);
  expect(identical).toBe(true);
  expect(changes.map(({ kind, level, category }) => [kind, level, category])).toEqual([["operation-id-changed", "safe", "source"]]);
  expect(
    diffContracts(base, read(operation({ operationId: "list", security: [{}] }, { ...fine, "404": { description: "" } }))).identical,
  ).toBe(false);
});
