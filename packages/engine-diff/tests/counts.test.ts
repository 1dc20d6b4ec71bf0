import { describe, expect, test } from "vitest";
import type { Change } from "@surety/model/changes";
import { diffContracts } from "../src/diff-contracts.ts";
import { listCorpus, readCorpusText } from "./corpus.ts";
import { read } from "./diff.ts";
import type { Node } from "./diff.ts";
import { Dice } from "./dice.ts";

/** `DETERMINISM_RUNS=10` compares the large pairs as well, in as many orders. */
const RUNS = Number(process.env["DETERMINISM_RUNS"] ?? 1);
const pairs = listCorpus("pairs/")
  .filter((name) => RUNS > 1 || /adyen|intercom/.test(name))
  .map((name) => {
    const side = (which: string): string =>
      readCorpusText(`pairs/${name}/${listCorpus(`pairs/${name}/`).find((file) => file.startsWith(which)) ?? ""}`) ?? "";
    return [name, side] as const;
  });

/** The same document with the members of each object in another order. */
function reordered(value: unknown, dice: Dice): unknown {
  if (Array.isArray(value)) return value.map((item) => reordered(item, dice));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(dice.shuffle(Object.entries(value)).map(([name, child]) => [name, reordered(child, dice)]));
}

/** Everything but the places, of which the first may follow the order of members. */
const essence = ({ kind, level, coordinate, fingerprint, message, operations, witness }: Change): unknown => [
  kind,
  level,
  coordinate,
  fingerprint,
  message,
  operations,
  JSON.stringify(witness),
];

describe.skipIf(pairs.length === 0)("real pairs", () => {
  test.each(pairs.length > 0 ? pairs : [["no corpus", () => ""] as const])(
    "%s: the order of members changes no finding",
    { timeout: 600_000 },
    (_name, side) => {
      const [base, revision] = [read(side("base")), read(side("revision"))];
      const expected = diffContracts(base, revision);
      for (let run = 0; run < RUNS; run += 1) {
        const dice = new Dice(run + 1);
        const other = diffContracts(read(reordered(base.document, dice) as Node), read(reordered(revision.document, dice) as Node));
        expect(other.changes.map(essence)).toEqual(expected.changes.map(essence));
        expect(other.counts).toEqual(expected.counts);
      }
    },
  );

  /** No more findings about schemas than changed pairs of places, whatever operations reach them. */
  test.each(pairs.length > 0 ? pairs : [["no corpus", () => ""] as const])(
    "%s: one finding for each changed pair of schemas",
    { timeout: 600_000 },
    (_name, side) => {
      const { changes } = diffContracts(read(side("base")), read(side("revision")));
      const ofSchemas = changes.filter(({ base, revision }) =>
        [base, revision].some((place) => /\/(?:schema|schemas|definitions)\//.test(place?.pointer ?? "")),
      );
      const pairsSeen = ofSchemas.map(({ direction, base, revision }) => JSON.stringify([direction, base?.pointer, revision?.pointer]));
      const twice = pairsSeen.filter((pair, index) => pairsSeen.indexOf(pair) !== index);
      expect(twice).toEqual([]);
      for (const { operations } of changes) expect(new Set(operations).size).toBe(operations.length);
      expect(new Set(changes.map(({ fingerprint }) => fingerprint)).size).toBe(changes.length);
    },
  );
});
