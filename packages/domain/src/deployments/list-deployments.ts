import type { Caller } from "@surety/model/callers";
import type { Deployment, ListDeploymentsInput } from "@surety/model/deployments";
import { DeploymentId } from "@surety/model/ids";
import { Timestamp, type Page } from "@surety/model/pages";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { findEnvironment } from "../environments/find-environment.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";
import { findService } from "../services/find-service.ts";

const Key = z.object({ deployedAt: Timestamp, id: DeploymentId });

/** An environment's deployments, the newest first. */
export async function listDeployments(deps: Deps, who: Caller, input: ListDeploymentsInput): Promise<Page<Deployment>> {
  requireScope(who, "read");
  const { repositories } = deps;
  const environment = await findEnvironment(repositories, who.organizationId, input.environment);
  const service = input.service === undefined ? null : await findService(repositories, who.organizationId, input.service);
  const rows = await repositories.deployments.list(who.organizationId, {
    environmentId: environment.id,
    serviceId: service?.id ?? null,
    active: input.active,
    before: readCursor(input.cursor, Key),
    limit: input.limit + 1,
  });
  return pageFrom(
    rows,
    input.limit,
    ({ deployedAt, id }) => ({ deployedAt, id }),
    (deployment) => deployment,
  );
}
