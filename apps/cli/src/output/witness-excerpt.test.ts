import { expect, it } from "vitest";
import { witnessExcerpt } from "./witness-excerpt.ts";

const long = { id: "2f1c0a4e-9d3b-4c61-8a55-0b7e6f1d2c3a", note: "n".repeat(100), more: "m".repeat(100) };

it("shows a short value whole", () => expect(witnessExcerpt({ items: [{}] }, "/items/0")).toBe('{"items":[{}]}'));

it("of a long value, shows the way to the mark and what is there", () => {
  const value = { page: long, items: [long, { sku: 1, ...long }], total: 2 };
  expect(witnessExcerpt(value, "/items/1/sku")).toBe('{…,"items":[…,{"sku":1,…}],…}');
});

it("shows what an object has that lacks a member", () => {
  const excerpt = witnessExcerpt({ items: [{ items: [{ productId: long.id, quantity: 1 }], ...long }] }, "/items/0/items/0");
  expect(excerpt).toBe(`{"items":[{"items":[{"productId":"${long.id}","quantity":1}],…}]}`);
});

it("stays short when the mark is the whole of a large value, or is not in it", () => {
  const value = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`field${index}`, "x".repeat(1000)]));
  expect(witnessExcerpt(value, "").length).toBeLessThan(300);
  expect(witnessExcerpt(value, "/absent/x")).toBe("{…}");
});
