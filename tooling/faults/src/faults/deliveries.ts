import { setTimeout as delay } from "node:timers/promises";
import { CheckId, OrganizationId } from "@surety/model/ids";
import { openQueue } from "@surety/queue/open-queue";
import type { Fault } from "../fault.ts";
import type { SinkMode } from "../webhook-sink.ts";

const COPIES = 5;
const MODES: readonly SinkMode[] = ["fail", "gone", "slow", "never", "endless", "header-bomb"];

function hostile(mode: SinkMode): Fault {
  return {
    kind: `receiver: ${mode}`,
    weight: 2,
    /** The good receiver is to be served meanwhile: the invariants look at it alone. */
    async strike({ installation: { hostileSink, hostileWebhook, api }, random }) {
      hostileSink.mode = mode;
      await delay(random.between(1_000, 4_000));
      hostileSink.mode = "accept";
      // One that answered 410 is switched off.
      if (mode === "gone") await api.call("PUT", `/v1/webhooks/${hostileWebhook}`, { enabled: true });
      return "the other receiver is served meanwhile";
    },
  };
}

export const deliveryFaults: readonly Fault[] = [
  ...MODES.map(hostile),
  {
    kind: "checks delivered five more times",
    weight: 4,
    async strike({ installation: { backend, sql, redis, postgres } }) {
      const rows = await sql<{ organization_id: string; id: string; attempt: number }[]>`
        select organization_id, id, attempt from checks order by created_at desc limit 6`;
      const at =
        redis === undefined
          ? { type: "postgres" as const, url: postgres.url }
          : { type: "redis" as const, url: `redis://127.0.0.1:${redis.port}` };
      const queue = await openQueue({ backend: at });
      const jobs = rows.flatMap(({ organization_id, id, attempt }) =>
        Array.from({ length: COPIES }, (_, copy) => ({
          job: "check.run" as const,
          jobId: `check_${id}_${attempt}_copy${copy}`,
          payload: { v: 1 as const, organizationId: OrganizationId.parse(organization_id), checkId: CheckId.parse(id), attempt },
        })),
      );
      await queue.addBulk(jobs);
      await queue.close();
      return `${jobs.length} jobs in ${backend}`;
    },
  },
];
