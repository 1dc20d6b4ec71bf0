import { SuretyError } from "@surety/model/errors";
import type { OrganizationId } from "@surety/model/ids";
import type { ServiceName, VersionName } from "@surety/model/names";
import type { Repositories } from "../repositories.ts";
import { serviceNotFound } from "../services/find-service.ts";
import type { VersionRecord } from "./version-repository.ts";

/** @throws SuretyError `service_not_found`, `version_not_found` */
export async function findVersion(
  repositories: Repositories,
  organizationId: OrganizationId,
  service: ServiceName,
  version: VersionName,
): Promise<VersionRecord> {
  const found = await repositories.versions.find(organizationId, service, version);
  if (found !== null) return found;
  if ((await repositories.services.find(organizationId, service)) === null) throw serviceNotFound(service);
  throw versionNotFound(service, version);
}

export function versionNotFound(service: ServiceName, version: VersionName): SuretyError {
  return new SuretyError("version_not_found", `${service} has no version called ${version}.`, {
    hint: `Publish it first: surety publish openapi.json --service ${service} --version ${version}`,
  });
}
