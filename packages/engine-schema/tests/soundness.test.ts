import { expect, test } from "vitest";
import { pairOf } from "./schema-pairs.ts";
import { checkPair, emptyTally } from "./soundness.ts";

const PAIRS = Number(process.env["SOUNDNESS_PAIRS"] ?? 400);
const SEED = Number(process.env["SOUNDNESS_SEED"] ?? 1);

/** `SOUNDNESS_PAIRS=20000 SOUNDNESS_SEED=1 npx vitest run tests/soundness.test.ts`; a wrong answer names its seed, for `SOUNDNESS_PAIRS=1`. */
test("no answer about random pairs of schemas is wrong", { timeout: 7_200_000 }, async () => {
  const tally = emptyTally();
  for (let seed = SEED; seed < SEED + PAIRS; seed += 1) await checkPair(pairOf(seed), seed, tally);
  const { unknown, wrong, ...counts } = tally;
  const undecided = [...unknown.values()].reduce((sum, count) => sum + count, 0);
  const reasons = [...unknown].sort((left, right) => right[1] - left[1]).map(([reason, count]) => `${count} × ${reason}`);
  console.log(`soundness: ${PAIRS} pairs from seed ${SEED}: ${JSON.stringify({ ...counts, undecided, wrong: wrong.length })}`, reasons);
  expect(wrong).toEqual([]);
  expect(undecided).toBeLessThan(PAIRS * 2 * 0.05 + 3);
});
