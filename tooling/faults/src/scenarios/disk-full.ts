import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { install } from "../installation.ts";
import { checkInvariants } from "../invariants.ts";
import { Journal } from "../journal.ts";
import { furnish, Load } from "../load.ts";
import { PostgresProcess } from "../postgres-process.ts";
import { Random } from "../random.ts";
import type { Scenario } from "../scenario.ts";

const SIZE_MB = 192;
const FULL_MS = 15_000;
const RECOVERY_MS = 30_000;

/** Writes until nothing more fits. */
function fill(file: string): void {
  const handle = openSync(file, "w");
  const block = Buffer.alloc(64 * 1024);
  try {
    for (;;) writeSync(handle, block);
  } catch {
    // No space is left: that was the aim.
  } finally {
    closeSync(handle);
  }
}

/** PostgreSQL's disk fills up under load, and has room again after a while. PostgreSQL may stop: its orchestrator starts it again. */
export const diskFull: Scenario = {
  name: "PostgreSQL's disk is full",
  impossible: () => (process.getuid?.() === 0 && process.platform === "linux" ? undefined : "mounting a small disk takes root on Linux"),
  async run({ checkout, patience }) {
    const disk = mkdtempSync(join(tmpdir(), "surety-disk-"));
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE_MB}m,mode=755`, "tmpfs", disk]);
    const journal = new Journal();
    try {
      const data = join(disk, "postgres");
      mkdirSync(data);
      const installation = await install({ backend: "postgres", checkout, openDatabase: () => new PostgresProcess(data) });
      try {
        await furnish(installation);
        const load = new Load(installation, journal, { random: new Random(1), pauseMs: 50 });
        load.start();
        await delay(3_000);
        const from = installation.api.calls.length;
        const ballast = join(disk, "ballast");
        fill(ballast);
        const before = journal.acknowledged.length;
        await delay(FULL_MS);
        const statuses = new Map<string, number>();
        for (const { status } of installation.api.calls.slice(from)) {
          const name = String(status ?? "no answer");
          statuses.set(name, (statuses.get(name) ?? 0) + 1);
        }
        if (statuses.has("500")) journal.violate("I6", `${statuses.get("500") ?? 0} answers were 500, not 503`);
        rmSync(ballast);
        const restarted = await installation.postgres.start().then(
          () => "PostgreSQL was started again if it had stopped",
          (error: unknown) => `PostgreSQL does not start: ${String(error)}`,
        );
        const freed = performance.now();
        const published = await load.publish(AbortSignal.timeout(3 * RECOVERY_MS * patience), "after");
        const recoveryMs = performance.now() - freed;
        if (published === undefined || recoveryMs > RECOVERY_MS * patience)
          journal.violate(
            "I7",
            `${Math.round(recoveryMs)} ms after there was room, a publish was ${published === undefined ? "not " : ""}acknowledged`,
          );
        await load.stop();
        await checkInvariants(installation, journal, patience);
        const seen = [...statuses].map(([status, count]) => `${count} × ${status}`).join(", ");
        const account = `answers while it was full: ${seen}; ${journal.acknowledged.length - before} publishes acknowledged; ${restarted}; recovered in ${Math.round(recoveryMs)} ms`;
        return { account, violations: journal.violations };
      } finally {
        await installation.stop();
      }
    } finally {
      execFileSync("umount", ["--lazy", disk]);
      rmSync(disk, { recursive: true, force: true });
    }
  },
};
