import { describe, expect, test } from "vitest";
import type { Change } from "@surety/model/changes";
import { diffContracts } from "../src/diff-contracts.ts";
import { listCorpus, readCorpusText } from "./corpus.ts";
import { outline, read } from "./diff.ts";
import type { Node } from "./diff.ts";
import { Dice } from "./dice.ts";
import { MUTATIONS } from "./document-mutations.ts";
import type { Expected } from "./document-mutations.ts";
import { SHOP } from "./shop.ts";
import { refute } from "./witnesses.ts";

/** Mutations of each kind for each document: `MUTATION_RUNS=20` is the long run, over the large documents as well. */
const RUNS = Number(process.env["MUTATION_RUNS"] ?? 2);
const SEED = Number(process.env["MUTATION_SEED"] ?? 1);
const ONLY = process.env["MUTATION_DOCUMENT"] ?? "";

const documents: readonly (readonly [string, () => Node])[] = [
  ["a shop", () => SHOP] as const,
  ...listCorpus("documents/")
    .filter((file) => !/kubernetes|yaml/.test(file))
    .map((file) => [file, () => read(readCorpusText(`documents/${file}`) ?? "").document as Node] as const),
  ...["adyen-checkout-v70-v71/base.json.gz", "intercom-2.10-2.11/base.yaml.gz"]
    .filter((path) => readCorpusText(`pairs/${path}`) !== null)
    .map((path) => [path, () => read(readCorpusText(`pairs/${path}`) ?? "").document as Node] as const),
].filter(([name]) => (RUNS > 2 || /shop|petstore/.test(name)) && name.includes(ONLY));

const meets = (change: Change, { operation, direction, kind, label }: Expected): boolean =>
  kind.test(change.kind) &&
  change.direction === direction &&
  change.operations.includes(operation) &&
  (change.coordinate.endsWith(label) || label === "" || change.coordinate.includes(`${label}<`));

describe.each(documents)("%s", (_name, load) => {
  test.each(Object.entries(MUTATIONS))(
    "%s is found and proved, and its mirror image breaks nobody",
    { timeout: 600_000 },
    async (name, mutate) => {
      const base = load();
      const before = read(base);
      for (let run = 0; run < RUNS; run += 1) {
        const document: Node = JSON.parse(JSON.stringify(base));
        const expected = mutate(document, new Dice(SEED * 1000 + run));
        if (expected === null) return;
        const after = read(document);
        const { changes } = diffContracts(before, after);
        const found = changes.filter((change) => meets(change, expected));
        const what = `${name} ${run}: ${JSON.stringify({ ...expected, kind: expected.kind.source })} among ${JSON.stringify(outline(changes).slice(0, 12))}`;
        expect(
          found.map(({ level }) => level),
          what,
        ).toContain(expected.level);
        for (const change of found.filter(({ level }) => level === "breaking"))
          expect(await refute(change, before, after), `${what} ${change.coordinate}`).toBeNull();
        const mirrored = diffContracts(after, before).changes.filter(
          ({ direction, coordinate, level }) =>
            direction === expected.direction && found.some((change) => change.coordinate === coordinate) && level === "breaking",
        );
        if (!/changeType|changeStyle|MediaType|renamePath/.test(name)) expect(outline(mirrored), what).toEqual([]);
      }
    },
  );
});
