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

/** Repositories are made when they are first asked for: those that nobody asks for stay unmade. */
function watched(tx: Repositories, watching: Watching): Repositories {
  return new Proxy(tx, {
    get(target, name, receiver) {
      if (name === "checks") return watchedChecks(target.checks, watching);
      if (name === "webhooks") return watchedWebhooks(target.webhooks, watching);
      return Reflect.get(target, name, receiver);
    },
  });
}

function watchedChecks(checks: Repositories["checks"], { metrics, logger, seen }: Watching): Repositories["checks"] {
  return {
    ...checks,
    async settle(check, settlement) {
      const settled = await checks.settle(check, settlement);
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
  };
}

function watchedWebhooks(webhooks: Repositories["webhooks"], { metrics, logger, seen }: Watching): Repositories["webhooks"] {
  return {
    ...webhooks,
    async settle(delivery, result, fate) {
      const settled = await webhooks.settle(delivery, result, fate);
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
  };
}
