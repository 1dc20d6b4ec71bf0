import type { Transact } from "@surety/domain/deps";
import type { Repositories } from "@surety/domain/repositories";
import type { Logger } from "@surety/telemetry/create-logger";
import type { WorkerMetrics } from "@surety/telemetry/worker-metrics";

/** The same transactions; checks and deliveries that they settle are counted, and written to the log, when they are committed. */
export function watchSettling(transact: Transact, metrics: WorkerMetrics, logger: Logger): Transact {
  return async (work) => {
    const seen: (() => void)[] = [];
    const result = await transact((tx) => work(watched(tx, { metrics, logger, seen })));
    for (const tell of seen) tell();
    return result;
  };
}

interface Watching {
  readonly metrics: WorkerMetrics;
  readonly logger: Logger;
  readonly seen: (() => void)[];
}

function watched(tx: Repositories, { metrics, logger, seen }: Watching): Repositories {
  return {
    ...tx,
    checks: {
      ...tx.checks,
      async settle(check, settlement) {
        const settled = await tx.checks.settle(check, settlement);
        if (settled === null) return null;
        const { kind, sinceOpened } = settled;
        const { verdict } = settlement.outcome;
        const line = { organization: check.organizationId, check: check.checkId, kind, verdict, seconds: sinceOpened };
        seen.push(() => {
          metrics.settled({ ...settled, verdict });
          logger.info(line, "a check was settled");
        });
        return settled;
      },
    },
    webhooks: {
      ...tx.webhooks,
      async settle(delivery, result, fate) {
        const settled = await tx.webhooks.settle(delivery, result, fate);
        if (settled === null) return null;
        const { organizationId, deliveryId, attempt } = delivery;
        const { state: outcome } = fate;
        const line = { organization: organizationId, delivery: deliveryId, attempt, outcome, status: result.status };
        seen.push(() => {
          metrics.delivered({ outcome, isFirst: attempt === 1, sinceEvent: settled.sinceEvent });
          logger.info(line, "a webhook was sent");
        });
        return settled;
      },
    },
  };
}
