import { expect, test } from "vitest";
import { inCasing, majorityCasing, wordCasing } from "./word-casing.ts";

test.each([
  ["orders", undefined],
  ["2024", undefined],
  ["SMS", undefined],
  ["line-items", "kebab-case"],
  ["line_items2", "snake_case"],
  ["lineItems", "camelCase"],
  ["LineItems", "PascalCase"],
  ["LINE_ITEMS", "UPPER_CASE"],
  ["line-Items", "mixed"],
  ["line-item_id", "mixed"],
  ["_id", "mixed"],
  ["größen-einheiten", "kebab-case"],
])("%s is %s", (name, casing) => expect(wordCasing(name)).toBe(casing));

test("a majority is more than half of the names that show a casing", () => {
  expect(majorityCasing(["a", "b", "line_items", "gift_cards", "shippingAddress"])).toBe("snake_case");
  expect(majorityCasing(["line_items", "giftCards"])).toBeUndefined();
});

test("words are written in any casing", () => {
  const words = ["gift", "card", "id"];
  expect((["kebab-case", "snake_case", "camelCase", "PascalCase", "UPPER_CASE"] as const).map((casing) => inCasing(words, casing))).toEqual(
    ["gift-card-id", "gift_card_id", "giftCardId", "GiftCardId", "GIFT_CARD_ID"],
  );
});
