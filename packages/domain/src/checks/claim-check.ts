import { runCheck } from "@surety/model/jobs";
import type { Deps } from "../deps.ts";
import type { CheckAttempt, ClaimedCheck } from "./check-repository.ts";

/** Three heartbeats have stayed away: whoever ran it has died, or is not heard any more. */
export const SILENT_MS = 8_000;

/** Takes a check up; null when there is nothing to do any more, or somebody is at it. */
export async function claimCheck(
  deps: Pick<Deps, "transact">,
  attempt: CheckAttempt,
  instanceId: string | null = null,
): Promise<ClaimedCheck | null> {
  return deps.transact(async (tx) => {
    const check = await tx.checks.claim(attempt, { silentMs: SILENT_MS, attempts: runCheck.attempts, instanceId });
    if (check === null) return null;
    const { service, version, kind, checkId } = check;
    await tx.live.announce(check.organizationId, { type: "check.started", service, version, kind, check: checkId });
    return check;
  });
}
