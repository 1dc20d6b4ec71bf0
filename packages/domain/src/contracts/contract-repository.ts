import type { ContractSummary, ContractView } from "@surety/model/contracts";
import type { Digest, OrganizationId } from "@surety/model/ids";
import type { PackedDocument } from "./pack-document.ts";

export interface ContractRepository {
  /** False when it is there: the digest names the bytes. Until the end of the transaction it stays, whoever collects meanwhile. */
  insert(organizationId: OrganizationId, summary: ContractSummary, document: PackedDocument): Promise<boolean>;
  find(organizationId: OrganizationId, digest: Digest): Promise<ContractView | null>;
  findDocument(organizationId: OrganizationId, digest: Digest): Promise<PackedDocument | null>;
  /**
   * Looks at the next contracts of all organizations, in the order of their keys: those that are older than so many hours
   * and that no version has. `next` is where to go on; null at the end.
   */
  listUnreferenced(
    after: ContractKey | null,
    olderThanHours: number,
    looked: number,
  ): Promise<{ readonly found: readonly ContractKey[]; readonly next: ContractKey | null }>;
  /**
   * Deletes those of them that no version has now, with what engines have said of them; one that somebody holds is left for
   * the next time. Returns the bytes of the documents that are gone.
   */
  deleteUnreferenced(
    organizationId: OrganizationId,
    digests: readonly Digest[],
  ): Promise<{ readonly count: number; readonly bytes: number }>;
}

/** Which contract, of all organizations. */
export interface ContractKey {
  readonly organizationId: OrganizationId;
  readonly rawDigest: Digest;
}
