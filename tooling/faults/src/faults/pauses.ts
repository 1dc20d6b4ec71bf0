import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "../fault.ts";

export const pauses: readonly Fault[] = [
  {
    kind: "freeze a worker past its lock",
    weight: 3,
    async strike({ installation, random }) {
      const worker = random.pick(installation.workers);
      const ms = random.between(12_000, 30_000);
      worker.signal("SIGSTOP");
      await delay(ms);
      worker.signal("SIGCONT");
      return `${worker.name} for ${ms} ms`;
    },
  },
  {
    kind: "freeze the server",
    weight: 3,
    async strike({ installation, random }) {
      const ms = random.between(500, 4_000);
      installation.server.signal("SIGSTOP");
      await delay(ms);
      installation.server.signal("SIGCONT");
      return `for ${ms} ms`;
    },
  },
];
