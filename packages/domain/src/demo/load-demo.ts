import type { Caller } from "@surety/model/callers";
import type { DemoResult } from "@surety/model/services";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { recordDeployment } from "../deployments/record-deployment.ts";
import { setUpOrganization } from "../organizations/set-up-organization.ts";
import { putService } from "../services/put-service.ts";
import { publishVersion } from "../versions/publish-version.ts";

const MOST_ENVIRONMENTS = 1000;

/** Publishes the example services: the first version of each is deployed everywhere, the others wait. Loading it again changes nothing. */
export async function loadDemo(deps: Deps, who: Caller): Promise<DemoResult> {
  requireScope(who, "contracts:write");
  requireScope(who, "deployments:write");
  await setUpOrganization(deps, who.organizationId);
  const environments = await deps.repositories.environments.list(who.organizationId, { after: null, limit: MOST_ENVIRONMENTS });
  const services = [...new Set(deps.demoDocuments.map((demo) => demo.service))];
  for (const service of services) {
    const demos = deps.demoDocuments.filter((demo) => demo.service === service);
    for (const [index, { version, title, document }] of demos.entries()) {
      await publishVersion(deps, who, { service, version, document: new Uint8Array(document) });
      if (index > 0) continue;
      await putService(deps, who, { service, title });
      if (await isDeployedAnywhere(deps, who, service)) continue;
      for (const { environment } of environments)
        await recordDeployment(deps, who, { service, version, environment: environment.name, mode: "replace" });
    }
  }
  return { services };
}

/** A later version that someone has deployed since stays deployed. */
async function isDeployedAnywhere(deps: Deps, who: Caller, name: DemoResult["services"][number]): Promise<boolean> {
  const service = await deps.repositories.services.find(who.organizationId, name);
  return service !== null && (await deps.repositories.deployments.listActive(who.organizationId, [service.id])).length > 0;
}
