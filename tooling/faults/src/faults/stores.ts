import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "../fault.ts";
import type { Installation } from "../installation.ts";

const needsRedis = ({ redis }: Installation) => (redis === undefined ? "jobs are kept in PostgreSQL" : undefined);

export const storeFaults: readonly Fault[] = [
  {
    kind: "PostgreSQL immediate restart",
    weight: 6,
    async strike({ installation, random }) {
      const downMs = random.between(0, 3_000);
      await installation.postgres.crash();
      await delay(downMs);
      await installation.postgres.start();
      return `down for ${downMs} ms`;
    },
  },
  {
    kind: "Redis restart, empty",
    weight: 6,
    impossible: needsRedis,
    async strike({ installation, random }) {
      const downMs = random.between(0, 3_000);
      await installation.redis?.kill();
      await delay(downMs);
      await installation.redis?.start();
      return `down for ${downMs} ms`;
    },
  },
  {
    kind: "Redis FLUSHALL",
    weight: 6,
    impossible: needsRedis,
    async strike({ installation, random }) {
      await delay(random.between(0, 1_000));
      await installation.redis?.flush();
      return "flushed";
    },
  },
  {
    kind: "queue in PostgreSQL emptied",
    weight: 4,
    impossible: ({ redis }) => (redis === undefined ? undefined : "jobs are kept in Redis"),
    async strike({ installation: { sql }, random }) {
      await delay(random.between(0, 1_000));
      const rows = await sql`delete from bullmq.bullmq_job returning 1`.catch(() => []);
      return `${rows.length} jobs lost`;
    },
  },
];
