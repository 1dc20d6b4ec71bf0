import type { Deps } from "../deps.ts";
import type { CheckAttempt, ClaimedCheck } from "./check-repository.ts";

/** Takes a check up; null when there is nothing to do any more. */
export async function claimCheck(deps: Pick<Deps, "transact">, attempt: CheckAttempt): Promise<ClaimedCheck | null> {
  return deps.transact(async (tx) => {
    const check = await tx.checks.claim(attempt);
    if (check === null) return null;
    const { service, version, kind, checkId } = check;
    await tx.live.announce(check.organizationId, { type: "check.started", service, version, kind, check: checkId });
    return check;
  });
}
