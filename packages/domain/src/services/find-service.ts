import { SuretyError } from "@surety/model/errors";
import type { OrganizationId } from "@surety/model/ids";
import type { ServiceName } from "@surety/model/names";
import type { Repositories } from "../repositories.ts";
import type { ServiceRecord } from "./service-repository.ts";

/** @throws SuretyError `service_not_found` */
export async function findService(repositories: Repositories, organizationId: OrganizationId, name: ServiceName): Promise<ServiceRecord> {
  const service = await repositories.services.find(organizationId, name);
  if (service === null) throw serviceNotFound(name);
  return service;
}

export function serviceNotFound(name: ServiceName): SuretyError {
  return new SuretyError("service_not_found", `There is no service called ${name} in this organization.`);
}
