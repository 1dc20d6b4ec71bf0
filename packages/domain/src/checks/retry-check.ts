import { runCheck } from "@surety/model/jobs";
import type { Deps } from "../deps.ts";
import type { ClaimedCheck } from "./check-repository.ts";
import { checkJob } from "./open-checks.ts";
import { errored, settleIn } from "./settle-check.ts";

/** Waits a little longer before each try. */
const DELAY_MS = 2_000;

/** After a failure that another try may not have: the next attempt, or, after the last one, errored with the reason. */
export async function retryCheck(
  deps: Pick<Deps, "transact">,
  check: ClaimedCheck,
  reason: { code: string; summary: string },
): Promise<void> {
  await deps.transact(async (tx) => {
    if (check.attempt >= runCheck.attempts) {
      await settleIn(tx, check, { outcome: errored(reason.code, reason.summary) });
      return;
    }
    const next = await tx.checks.retry(check);
    if (next !== null) await tx.outbox.add(next.organizationId, [checkJob({ ...next, origin: check.origin }, DELAY_MS * check.attempt)]);
  });
}
