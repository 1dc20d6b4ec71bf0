import { expect, test } from "vitest";
import { changedFields } from "./changed-fields.ts";

test("fields that were made, altered or taken away are told, and no others", () => {
  expect(changedFields({ before: { same: 1, altered: "a", gone: true }, after: { same: 1, altered: "b", made: [1] } })).toEqual([
    { name: "altered", before: "a", after: "b" },
    { name: "gone", before: "true", after: null },
    { name: "made", before: null, after: "[1]" },
  ]);
  expect(changedFields({ before: null, after: null })).toEqual([]);
});
