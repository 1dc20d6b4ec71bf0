import { describe, expect, test } from "vitest";
import { diffContracts } from "../src/diff-contracts.ts";
import { listCorpus, readCorpusText } from "./corpus.ts";
import { read } from "./diff.ts";
import { refute } from "./witnesses.ts";

const pairs = listCorpus("pairs/").map((name) => {
  const text = (side: string): string =>
    readCorpusText(`pairs/${name}/${listCorpus(`pairs/${name}/`).find((file) => file.startsWith(side)) ?? ""}`) ?? "";
  return [name, text("base"), text("revision")] as const;
});

describe.skipIf(pairs.length === 0)("real pairs", () => {
  test.each(pairs.length > 0 ? pairs : [["no corpus", "", ""] as const])(
    "%s is answered, with witnesses that two validators confirm",
    { timeout: 120_000 },
    async (_name, left, right) => {
      const [base, revision] = [read(left), read(right)];
      const result = diffContracts(base, revision);
      expect(JSON.stringify(diffContracts(base, revision))).toBe(JSON.stringify(result));
      expect(result.changes.filter(({ undecided }) => undecided !== undefined).length).toBeLessThanOrEqual(result.changes.length * 0.02);
      for (const change of result.changes.filter(({ level }) => level === "breaking").slice(0, 60)) {
        expect(
          await refute(change, base, revision),
          `${change.kind} ${change.coordinate} ${JSON.stringify(change.witness?.value).slice(0, 400)}`,
        ).toBeNull();
      }
    },
  );
});
