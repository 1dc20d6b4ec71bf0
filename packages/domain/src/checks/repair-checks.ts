import { runCheck } from "@surety/model/jobs";
import type { Deps } from "../deps.ts";
import type { OutboxJob } from "../outbox/outbox-repository.ts";
import type { Repositories } from "../repositories.ts";
import type { CheckAttempt } from "./check-repository.ts";
import { checkJob } from "./open-checks.ts";
import { errored, settleIn } from "./settle-check.ts";

/** After this long without a sign of life, a running check is given to someone else. */
export const SILENT_MS = 20_000;
/** After this long without being taken up, a queued check may have lost its job. */
export const WAITING_MS = 15_000;
const BATCH = 500;

/**
 * Puts right what crashes have left behind. Any number of processes may do it at once, any number of times.
 * 1. A running check without a heartbeat gets its next attempt, or is settled as errored after its last.
 * 2. A queued check is enqueued again when the queue holds fewer jobs than there are checks waiting. An equal job id
 *    is one job, so that nothing runs twice for it.
 * `depth` is the number of jobs that the queue holds.
 */
export async function repairChecks(
  deps: Pick<Deps, "transact" | "repositories">,
  depth: () => Promise<number>,
): Promise<{ retried: number; errored: number; enqueued: number }> {
  const gaveUp = await deps.transact(settleExhausted);
  const retried = await deps.transact(async (tx) => enqueue(tx, await tx.checks.takeSilent(SILENT_MS, runCheck.attempts, BATCH)));
  const waiting = await deps.repositories.checks.countWaiting(WAITING_MS);
  const lost = waiting > 0 && (await depth()) < waiting;
  const enqueued = lost ? await deps.transact(async (tx) => enqueue(tx, await tx.checks.takeWaiting(WAITING_MS, BATCH))) : 0;
  return { retried, errored: gaveUp, enqueued };
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

async function enqueue(tx: Repositories, attempts: readonly CheckAttempt[]): Promise<number> {
  const byOrganization = new Map<CheckAttempt["organizationId"], OutboxJob[]>();
  for (const attempt of attempts) {
    const jobs = byOrganization.get(attempt.organizationId) ?? [];
    jobs.push(checkJob(attempt));
    byOrganization.set(attempt.organizationId, jobs);
  }
  for (const [organizationId, jobs] of byOrganization) await tx.outbox.add(organizationId, jobs);
  return attempts.length;
}
