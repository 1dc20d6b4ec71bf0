import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import { unknownKinds } from "@surety/model/level-under";
import { joinPointer } from "@surety/model/pointer";
import type { DiffLevels } from "@surety/model/diff-settings";
import type { PutEnvironmentInput, PutEnvironmentResult } from "@surety/model/environments";
import { refuseEngineFailure } from "../engine-failure.ts";
import { requireScope } from "../callers/require-scope.ts";
import { requireState } from "../conditions/require-state.ts";
import { environmentTag } from "../conditions/state-tags.ts";
import type { Deps } from "../deps.ts";

/** Creates an environment, or changes what is given; a changed policy becomes a new policy version. */
export async function putEnvironment(deps: Deps, who: Caller, input: PutEnvironmentInput): Promise<PutEnvironmentResult> {
  requireScope(who, "admin");
  if (input.policy !== undefined) await requireKnownKinds(deps, input.policy.levels);
  return deps.transact(async (tx) => {
    const what = `environment ${input.environment}`;
    const isHeld = await tx.environments.lock(who.organizationId, input.environment);
    const before = isHeld ? await tx.environments.find(who.organizationId, input.environment) : null;
    requireState(input, before && environmentTag(before.environment), what);
    const result = await tx.environments.put(who.organizationId, {
      name: input.environment,
      position: input.position,
      policy: input.policy,
    });
    if (before === null && !result.created) requireState(input, environmentTag(result.environment), what);
    await tx.audit.record(who, "environment.put", input.environment, {
      before: before?.environment ?? null,
      after: result.environment,
    });
    return result;
  });
}

/** @throws SuretyError `invalid_input` for a level of a kind that does not exist */
async function requireKnownKinds(deps: Deps, levels: DiffLevels): Promise<void> {
  if (Object.keys(levels).length === 0) return;
  const answer = await deps.engines.changeKinds();
  if (!answer.ok) throw refuseEngineFailure(answer);
  const errors = unknownKinds(levels, answer.result).map(({ pattern, message }) => ({
    pointer: joinPointer("/policy/levels", pattern),
    detail: message,
  }));
  const [first] = errors;
  if (first !== undefined) throw new SuretyError("invalid_input", `${first.pointer}: ${first.detail}`, { errors });
}
