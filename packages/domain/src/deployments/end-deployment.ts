import type { Caller } from "@surety/model/callers";
import type { EndDeploymentInput } from "@surety/model/deployments";
import { SuretyError } from "@surety/model/errors";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { findEnvironment } from "../environments/find-environment.ts";
import { emitEvent } from "../webhooks/emit-event.ts";

/** Records that a version does not run in an environment any more. Ending it again changes nothing. */
export async function endDeployment(deps: Deps, who: Caller, input: EndDeploymentInput): Promise<void> {
  requireScope(who, "deployments:write");
  await deps.transact(async (tx) => {
    const environment = await findEnvironment(tx, who.organizationId, input.environment);
    const deployment = await tx.deployments.find(who.organizationId, environment.id, input.deployment);
    if (deployment === null)
      throw new SuretyError("deployment_not_found", `There is no deployment ${input.deployment} in ${input.environment}.`);
    if (!(await tx.deployments.end(who.organizationId, deployment.id))) return;
    const { service, version, environment: name } = deployment;
    await tx.audit.record(who, "deployment.ended", `${service}@${version}`, { before: { environment: name } });
    await emitEvent(tx, who.organizationId, {
      type: "deployment.ended",
      key: `deployment.ended ${deployment.id}`,
      data: { deployment: deployment.id, service, version, environment: name },
    });
    await tx.live.announce(who.organizationId, { type: "deployment.ended", service, version, environment: name });
  });
}
