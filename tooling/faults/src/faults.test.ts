import { testRedis } from "@surety/testkit/redis";
import { describe, expect, test } from "vitest";
import { runFaults } from "./run-faults.ts";

/** The machines that run tests do many things at once: the limits of times are generous, what may not happen is not. */
const PATIENCE = 20;
const SEED = 46;
const redis = testRedis();

describe.each([
  ["postgres", undefined],
  ["redis", redis.skip],
] as const)("with jobs in %s", (backend, skip) => {
  test.skipIf(skip)("nothing that was acknowledged is lost, whatever strikes", { timeout: 600_000 }, async () => {
    const lines: string[] = [];
    const { violations, struck, acknowledged } = await runFaults({
      seed: SEED,
      backend,
      faults: 2,
      patience: PATIENCE,
      onProgress: (line) => lines.push(line),
    });
    expect(violations, lines.join("\n")).toEqual([]);
    expect(struck.length).toBeGreaterThan(0);
    expect(acknowledged).toBeGreaterThan(struck.length);
  });
});
