import { expect, test } from "vitest";
import { readLevels, writeLevels } from "./level-lines.ts";

test("what is written is read", () => {
  const levels = { "operation-removed": "risky", "response-enum-*": "breaking" } as const;
  expect(readLevels(writeLevels(levels))).toEqual({ levels });
  expect(readLevels("\n operation-removed=off \n")).toEqual({ levels: { "operation-removed": "off" } });
});

test.each(["operation-removed", "operation-removed = fatal", "Operation = safe", "= safe"])("%s is no level", (line) =>
  expect(readLevels(line).bad).toBe(line),
);
