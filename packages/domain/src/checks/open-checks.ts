import type { CheckKind } from "@surety/model/checks";
import type { OrganizationId, VersionId } from "@surety/model/ids";
import { runCheck } from "@surety/model/jobs";
import { ORIGIN_URGENCIES } from "@surety/model/urgencies";
import type { OutboxJob } from "../outbox/outbox-repository.ts";
import type { Repositories } from "../repositories.ts";
import type { CheckAttempt, CheckOrigin } from "./check-repository.ts";

/** Opens checks and promises their jobs, in the transaction of `tx`. */
export async function openChecks(
  tx: Repositories,
  organizationId: OrganizationId,
  versionIds: readonly VersionId[],
  kinds: readonly CheckKind[],
  origin: CheckOrigin,
): Promise<void> {
  const attempts = await tx.checks.open(organizationId, versionIds, kinds, origin);
  await tx.outbox.add(
    organizationId,
    attempts.map((attempt) => checkJob({ ...attempt, origin })),
  );
}

/** The job of one attempt of a check: however often it is enqueued, it is one. */
export function checkJob({ organizationId, checkId, attempt, origin }: CheckAttempt & { origin: CheckOrigin }, delayMs = 0): OutboxJob {
  return {
    job: runCheck.name,
    jobId: `check_${checkId}_${attempt}`,
    delayMs,
    urgency: ORIGIN_URGENCIES[origin],
    payload: { v: 1, organizationId, checkId, attempt },
  };
}
