import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { contractBytes, digestOf } from "../contracts.ts";
import { install, type Backend } from "../installation.ts";
import { checkInvariants } from "../invariants.ts";
import { Journal } from "../journal.ts";
import { furnish } from "../load.ts";
import type { Program } from "../program.ts";
import type { Scenario } from "../scenario.ts";

const CHECKS = 10_000;
const AT_ONCE = 16;
const LIMIT_MS = 3_600_000;

function residentMb(program: Program): number {
  try {
    const pages = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${program.pid ?? 0}/status`, "utf8"));
    return Math.round(Number(pages?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** Two checks each of 5,000 versions wait before the first worker comes; memory must not follow their number. */
export function manyQueued(backend: Backend): Scenario {
  return {
    name: `${CHECKS} checks wait, jobs in ${backend}`,
    impossible: () => undefined,
    async run({ checkout, patience }) {
      const journal = new Journal();
      const installation = await install({ backend, checkout });
      try {
        await furnish(installation);
        for (const worker of installation.workers) await worker.stop("SIGKILL");
        let next = 0;
        const publish = async () => {
          for (let number = next++; number < CHECKS / 2; number = next++) {
            const version = `q${number}`;
            const bytes = contractBytes(version, false);
            const answer = await installation.api.callUntilAnswered(
              "PUT",
              `/v1/services/queued/versions/${version}`,
              bytes,
              AbortSignal.timeout(120_000),
            );
            if (answer?.status === 201)
              journal.acknowledged.push({ service: "queued", version, bytes, digest: digestOf(bytes), isBreaking: false });
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, publish));
        const began = performance.now();
        for (const worker of installation.workers) worker.start();
        const curve: string[] = [];
        let most = 0;
        for (let left = CHECKS; left > 0 && performance.now() - began < LIMIT_MS; await delay(5_000)) {
          const [row] = await installation.sql`select count(*)::int as open from checks where state <> 'settled'`;
          left = Number(row?.["open"] ?? 0);
          const memory = installation.workers.map(residentMb);
          most = Math.max(most, ...memory);
          curve.push(`${Math.round((performance.now() - began) / 1000)} s: ${left} open, ${memory.join(" and ")} MB`);
        }
        await checkInvariants(installation, journal, patience);
        const some = curve.filter((_, index) => index % Math.ceil(curve.length / 8) === 0 || index === curve.length - 1);
        return {
          account: `${journal.acknowledged.length * 2} checks; ${some.join("; ")}; at most ${most} MB`,
          violations: journal.violations,
        };
      } finally {
        await installation.stop();
      }
    },
  };
}
