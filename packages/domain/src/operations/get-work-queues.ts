import type { Caller } from "@surety/model/callers";
import type { WorkQueues } from "@surety/model/operations";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";

/** What of the caller's organization waits, runs and has failed. */
export async function getWorkQueues(deps: Deps, who: Caller): Promise<WorkQueues> {
  requireScope(who, "admin");
  return { queues: await deps.repositories.operations.readQueues(who.organizationId), at: deps.clock().toISOString() };
}
