import type { ContractSummary, ContractView } from "@surety/model/contracts";
import type { Digest, OrganizationId } from "@surety/model/ids";
import type { PackedDocument } from "./pack-document.ts";

export interface ContractRepository {
  /** False, and nothing is done, when it is there: the digest names the bytes. */
  insert(organizationId: OrganizationId, summary: ContractSummary, document: PackedDocument): Promise<boolean>;
  find(organizationId: OrganizationId, digest: Digest): Promise<ContractView | null>;
  findDocument(organizationId: OrganizationId, digest: Digest): Promise<PackedDocument | null>;
}
