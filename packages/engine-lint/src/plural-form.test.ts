import { expect, test } from "vitest";
import { isPlural, pluralForm, singularForm } from "./plural-form.ts";

test.each([
  ["orders", true],
  ["order", false],
  ["people", true],
  ["metadata", true],
  ["status", false],
  ["analysis", false],
  ["address", false],
  ["v1", true],
])("%s reads as a plural: %s", (word, plural) => expect(isPlural([word])).toBe(plural));

test.each([
  ["order", "orders"],
  ["category", "categories"],
  ["day", "days"],
  ["address", "addresses"],
  ["branch", "branches"],
])("%s and %s are one and many", (singular, plural) => {
  expect(pluralForm(singular)).toBe(plural);
  expect(singularForm(plural)).toBe(singular);
});
