import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCorpusText } from "./corpus.ts";
import { changesOf } from "./diff.ts";
import { oasdiffOptions, oasdiffPairs } from "./oasdiff-pairs.ts";

interface Answer {
  readonly answer: "found" | "better" | "none";
  readonly kinds: readonly string[];
  readonly why?: string;
}

const table: { readonly [id: string]: Answer } = JSON.parse(readFileSync(new URL("oasdiff.json", import.meta.url), "utf8"));
const ids = readCorpusText("changes/kinds.json.gz");
const cases = readCorpusText("changes/cases.json.gz");

test("each id is shown by a pair, and answered as the table says", () => {
  const pairs = oasdiffPairs();
  for (const [id, { answer, kinds, why }] of Object.entries(table)) {
    const [base, revision] = pairs.get(id) ?? [];
    if (base === undefined || revision === undefined) throw new Error(`No pair shows ${id}.`);
    expect([...new Set(changesOf(base, revision, oasdiffOptions(id)).map(({ kind }) => kind))].sort(), id).toEqual(kinds);
    expect(answer === "found" ? kinds.length > 0 && why === undefined : why?.endsWith("."), id).toBe(true);
  }
});

describe.skipIf(ids === null || cases === null)("beside the shared corpus", () => {
  test("no id is missing, and what is found has the level that oasdiff gives", () => {
    const known: readonly { readonly id: string; readonly level: string }[] = JSON.parse(ids ?? "[]");
    expect(known.map(({ id }) => id).sort()).toEqual(Object.keys(table).sort());
    const pairs = oasdiffPairs();
    for (const { id, level } of known.filter((one) => table[one.id]?.answer === "found")) {
      const [base = {}, revision = {}] = pairs.get(id) ?? [];
      const loud = changesOf(base, revision, oasdiffOptions(id)).some((change) => change.level !== "safe");
      expect(loud, id).toBe(level !== "INFO");
    }
  });
});
