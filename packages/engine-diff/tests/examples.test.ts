import { describe, expect, test } from "vitest";
import { allKinds } from "../src/all-kinds.ts";
import { exampleDocument } from "../src/examples/example.ts";
import { exampleOf, exampleOptionsOf } from "../src/examples/example-of.ts";
import { changesOf } from "./diff.ts";

describe("examples", () => {
  test.each(allKinds.map(({ id }) => id))("%s is what the engine reports on its example, and nothing else", (id) => {
    const example = exampleOf(id);
    if (example === null) throw new Error(`No example shows ${id}.`);
    const { place, base, revision, besides = [] } = example;
    const changes = changesOf(exampleDocument(place, base), exampleDocument(place, revision), exampleOptionsOf(id));
    expect([...new Set(changes.map(({ kind }) => kind))].sort()).toEqual([id, ...besides].sort());
  });
});
