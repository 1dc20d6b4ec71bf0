import type { ClaimedCheck } from "@surety/domain/checks/check-repository";
import { claimCheck } from "@surety/domain/checks/claim-check";
import { retryCheck } from "@surety/domain/checks/retry-check";
import { errored, settleCheck } from "@surety/domain/checks/settle-check";
import type { CheckKind } from "@surety/model/checks";
import type { JobPayload } from "@surety/model/jobs";
import { diffCheck } from "./diff-check.ts";
import { EngineError } from "./engine-error.ts";
import type { JobDeps } from "./handlers.ts";
import { withHeartbeat } from "./heartbeat.ts";
import { lintCheck } from "./lint-check.ts";

/** One function for each kind of check. Each settles the check itself. */
const RUNNERS: Readonly<Record<CheckKind, (deps: JobDeps, check: ClaimedCheck) => Promise<void>>> = { lint: lintCheck, diff: diffCheck };

/**
 * Takes up one attempt of a check and settles it. Delivered twice, or after it was given up, it changes nothing.
 * A failure that another attempt may not have leads to one; nothing here is lost when the process dies.
 */
export async function runCheckJob(deps: JobDeps, payload: JobPayload<"check.run">): Promise<void> {
  const check = await claimCheck(deps, payload, deps.instanceId);
  if (check === null) return;
  try {
    await withHeartbeat(
      () => deps.repositories.checks.beat(check),
      () => RUNNERS[check.kind](deps, check),
    );
  } catch (error) {
    const { organizationId, checkId, attempt, kind } = check;
    deps.onError(error, { organizationId, checkId, attempt, kind });
    if (error instanceof EngineError && error.isFinal) await settleCheck(deps, check, { outcome: errored(error.reason, error.message) });
    else await retryCheck(deps, check, explain(error));
  }
}

/** What people may read of it: an unexpected error's text can hold anything. */
function explain(error: unknown): { code: string; summary: string } {
  return error instanceof EngineError
    ? { code: error.reason, summary: error.message }
    : { code: "internal", summary: "Something went wrong here while the check ran. Open it again; if it stays, report its id." };
}
