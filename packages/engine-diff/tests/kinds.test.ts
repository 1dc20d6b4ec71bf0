import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { allKinds, explainKind } from "../src/all-kinds.ts";

test("every kind is explained, once", () => {
  expect(new Set(allKinds.map(({ id }) => id)).size).toBe(allKinds.length);
  for (const kind of allKinds) {
    expect(kind.id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(kind.title).toMatch(/^[A-Za-z]/);
    expect(kind.why).toMatch(/\.$/);
    expect(kind.hint).toMatch(/\.$/);
    expect(explainKind(kind.id)).toBe(kind);
  }
  expect(explainKind("no-such-kind")).toBeNull();
});

test("no kind that a rule declares is missing", () => {
  const folder = new URL("../src/rules/", import.meta.url);
  const declared = readdirSync(folder).flatMap((file) =>
    [...readFileSync(new URL(file, folder), "utf8").matchAll(/^ {2}id: "([a-z-]+)",$/gm)].map((match) => match[1]),
  );
  expect(declared.length).toBeGreaterThan(40);
  for (const id of declared) expect(explainKind(id ?? ""), id).not.toBeNull();
});
