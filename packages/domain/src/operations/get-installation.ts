import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import { type Installation, type Instance, InstanceKind } from "@surety/model/operations";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";

/**
 * The whole installation: processes, database, what waits of all organizations together. It names no other organization.
 * @throws SuretyError `forbidden` for everybody outside of the organization that looks after it
 */
export async function getInstallation(deps: Deps, who: Caller): Promise<Installation> {
  requireScope(who, "admin");
  const { operations } = deps.repositories;
  if (!(await operations.operates(who.organizationId, deps.operatorOrganization)))
    throw new SuretyError("forbidden", "This is for the organization that operates the installation.", {
      hint: "SURETY_OPERATOR_ORGANIZATION of the server names it; without that it is the first organization that there was.",
    });
  const [queues, read] = await Promise.all([operations.readQueues(null), operations.readInstallation()]);
  const limit = deps.maxQueuedChecks ?? 0;
  return {
    ...read,
    at: deps.clock().toISOString(),
    queues,
    waitingChecks: { used: queues.lint.waiting + queues.diff.waiting, limit: limit === 0 ? null : limit },
    mixed: InstanceKind.options.some((kind) => builds(read.instances, kind).size > 1),
  };
}

function builds(instances: readonly Instance[], kind: InstanceKind): Set<string> {
  return new Set(instances.filter((each) => each.kind === kind && !each.silent).map(({ version }) => version));
}
