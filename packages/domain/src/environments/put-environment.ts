import type { Caller } from "@surety/model/callers";
import type { PutEnvironmentInput, PutEnvironmentResult } from "@surety/model/environments";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";

/** Creates an environment, or changes what is given; a changed policy becomes a new policy version. */
export async function putEnvironment(deps: Deps, who: Caller, input: PutEnvironmentInput): Promise<PutEnvironmentResult> {
  requireScope(who, "admin");
  return deps.transact(async (tx) => {
    const result = await tx.environments.put(who.organizationId, {
      name: input.environment,
      position: input.position,
      policy: input.policy,
    });
    const { position, policy, policyVersion } = result.environment;
    await tx.audit.record(who, "environment.put", input.environment, { created: result.created, position, policy, policyVersion });
    return result;
  });
}
