import type { CheckOutcome } from "@surety/model/checks";
import type { Deps } from "../deps.ts";
import type { Repositories } from "../repositories.ts";
import { emitEvent } from "../webhooks/emit-event.ts";
import type { CheckAttempt, ClaimedCheck, Settlement } from "./check-repository.ts";

type Settled = CheckAttempt & Pick<ClaimedCheck, "kind" | "service" | "version">;

/** Settles a check and announces it. False, and nothing is written, when it was settled before or the attempt has been given up. */
export async function settleCheck(deps: Pick<Deps, "transact">, check: Settled, settlement: Settlement): Promise<boolean> {
  return deps.transact((tx) => settleIn(tx, check, settlement));
}

/** As {@link settleCheck}, in a transaction that is open. */
export async function settleIn(tx: Repositories, check: Settled, settlement: Settlement): Promise<boolean> {
  if ((await tx.checks.settle(check, settlement)) === null) return false;
  const { service, version, kind, checkId } = check;
  await tx.live.announce(check.organizationId, { type: "check.settled", service, version, kind, check: checkId });
  const { verdict, summary } = settlement.outcome;
  await emitEvent(tx, check.organizationId, {
    type: "check.completed",
    key: `check.completed ${checkId}`,
    data: { check: checkId, kind, service, version, verdict, summary },
  });
  return true;
}

/** An outcome that says that we failed, not the contract. */
export function errored(code: string, summary: string): CheckOutcome {
  return { verdict: "errored", code, summary };
}
