import { SuretyError } from "@surety/model/errors";
import type { OrganizationId } from "@surety/model/ids";
import type { EnvironmentName } from "@surety/model/names";
import type { Repositories } from "../repositories.ts";
import type { EnvironmentRecord } from "./environment-repository.ts";

/** @throws SuretyError `environment_not_found` */
export async function findEnvironment(
  repositories: Repositories,
  organizationId: OrganizationId,
  name: EnvironmentName,
): Promise<EnvironmentRecord> {
  const environment = await repositories.environments.find(organizationId, name);
  if (environment === null) throw environmentNotFound(name);
  return environment;
}

export function environmentNotFound(name: EnvironmentName): SuretyError {
  return new SuretyError("environment_not_found", `There is no environment called ${name} in this organization.`);
}
