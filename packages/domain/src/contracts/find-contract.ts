import type { ContractView } from "@surety/model/contracts";
import { SuretyError } from "@surety/model/errors";
import type { Digest, OrganizationId } from "@surety/model/ids";
import type { Repositories } from "../repositories.ts";
import { unpackDocument } from "./pack-document.ts";

/** @throws SuretyError `contract_not_found` */
export async function findContract(repositories: Repositories, organizationId: OrganizationId, digest: Digest): Promise<ContractView> {
  const contract = await repositories.contracts.find(organizationId, digest);
  if (contract === null) throw contractNotFound(digest);
  return contract;
}

/** The bytes as they were published. @throws SuretyError `contract_not_found` */
export async function findDocument(repositories: Repositories, organizationId: OrganizationId, digest: Digest): Promise<Uint8Array> {
  const packed = await repositories.contracts.findDocument(organizationId, digest);
  if (packed === null) throw contractNotFound(digest);
  return unpackDocument(packed);
}

function contractNotFound(digest: Digest): SuretyError {
  return new SuretyError("contract_not_found", `There is no contract with the digest ${digest} in this organization.`);
}
