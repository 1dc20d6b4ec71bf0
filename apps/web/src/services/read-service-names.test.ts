import { expect, it } from "vitest";
import { readServiceNames } from "./read-service-names.ts";

it("reads names however they are separated, each once", () => {
  expect(readServiceNames(" orders, billing  orders ")).toEqual(["orders", "billing"]);
});

it("tells nothing from something that is no name", () => {
  expect([readServiceNames("  "), readServiceNames("orders, Not/A name!")]).toEqual([null, undefined]);
});
