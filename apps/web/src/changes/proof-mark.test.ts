import type { Witness } from "@surety/model/changes";
import { expect, it } from "vitest";
import { proofMark } from "./proof-mark.ts";

const witness = (value: Witness["value"], mark: string): Witness => ({
  subject: { part: "response-body", status: "200", mediaType: "application/json" },
  value,
  mark,
  acceptedBy: "revision",
  rejectedBy: "base",
  explanation: "it lacks a member",
});

it("points at the member that is missing from the marked object", () => {
  expect(proofMark(witness({ items: [{ quantity: 1 }] }, "/items/0"), "GET /orders#response.200.items[].sku")).toBe("/items/0/sku");
  expect(proofMark(witness({ id: "a" }, ""), "POST /orders#request.body.note")).toBe("/note");
});

it("keeps the mark when the member is there, or the mark is no object", () => {
  expect(proofMark(witness({ rating: 1 }, "/rating"), "GET /a#response.200.rating")).toBe("/rating");
  expect(proofMark(witness({ rating: {} }, ""), "GET /a#response.200.rating")).toBe("");
  expect(proofMark(witness("popularity", ""), "GET /a#query.ordering")).toBe("");
  expect(proofMark(witness({ items: [{}] }, "/items"), "GET /a#response.200.items[]")).toBe("/items");
});
