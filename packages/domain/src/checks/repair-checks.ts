import { runCheck } from "@surety/model/jobs";
import type { Deps } from "../deps.ts";
import { byOrganization } from "../organizations/by-organization.ts";
import type { OutboxJob } from "../outbox/outbox-repository.ts";
import type { Repositories } from "../repositories.ts";
import { SILENT_MS } from "./claim-check.ts";
import { checkJob } from "./open-checks.ts";
import { errored, settleIn } from "./settle-check.ts";

/** After this long in the queue without being taken up, a check may have lost its job. */
export const WAITING_MS = 10_000;
const BATCH = 500;

/** Puts those jobs in the queue that it does not hold; how many there were. */
export type RestoreJobs = (jobs: readonly OutboxJob[]) => Promise<number>;

/**
 * Puts right what crashes have left behind. Any number of processes may do it at once, any number of times.
 * 1. A running check without a heartbeat gets its next attempt, or is settled as errored after its last.
 * 2. A queued check whose job may be lost is put in the queue again. An equal job id is one job, so that nothing runs twice for it;
 *    no more of them are there than the relay hands over at once.
 */
export async function repairChecks(
  deps: Pick<Deps, "transact">,
  restore: RestoreJobs,
): Promise<{ retried: number; errored: number; enqueued: number }> {
  const gaveUp = await deps.transact(settleExhausted);
  const retried = await deps.transact(promiseSilent);
  const enqueued = await deps.transact(async (tx) => {
    const waiting = await tx.checks.takeWaiting(WAITING_MS, BATCH);
    return waiting.length === 0 ? 0 : restore(waiting.map((attempt) => checkJob(attempt)));
  });
  return { retried, errored: gaveUp, enqueued };
}

async function promiseSilent(tx: Repositories): Promise<number> {
  const silent = await tx.checks.takeSilent(SILENT_MS, runCheck.attempts, BATCH);
  for (const [organizationId, attempts] of byOrganization(silent))
    await tx.outbox.add(
      organizationId,
      attempts.map((attempt) => checkJob(attempt)),
    );
  return silent.length;
}

async function settleExhausted(tx: Repositories): Promise<number> {
  const exhausted = await tx.checks.listExhausted(SILENT_MS, runCheck.attempts, BATCH);
  const outcome = errored(
    "worker-lost",
    `The worker stopped ${runCheck.attempts} times while it ran this check. Open it again; if it stays, the document needs more memory than the worker has.`,
  );
  let settled = 0;
  for (const check of exhausted) if (await settleIn(tx, check, { outcome })) settled += 1;
  return settled;
}
