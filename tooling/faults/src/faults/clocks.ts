import { writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "../fault.ts";

const HOUR_MS = 3_600_000;

/** The clocks of server and workers; that of PostgreSQL, which all times are taken from, stays. */
export const clockFaults: readonly Fault[] = [
  {
    kind: "clocks jump and come back",
    weight: 3,
    async strike({ installation, random }) {
      const shift = random.pick([-HOUR_MS, -60_000, 60_000, HOUR_MS]);
      const ms = random.between(1_000, 4_000);
      writeFileSync(installation.clockFile, String(shift));
      await delay(ms);
      writeFileSync(installation.clockFile, "0");
      return `by ${shift / 1000} s for ${ms} ms`;
    },
  },
];
