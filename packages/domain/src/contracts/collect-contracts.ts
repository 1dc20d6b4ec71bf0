import type { Digest, OrganizationId } from "@surety/model/ids";
import type { Deps } from "../deps.ts";
import type { ContractKey } from "./contract-repository.ts";

/** Younger ones are left alone: a document that comes back within a day, as after a mistake, costs nothing. */
const GRACE_HOURS = 24;
const LOOKED_AT_ONCE = 2_000;
/** With each goes all that engines have said of it, tens of thousands of rows at most. */
const DELETED_AT_ONCE = 20;

/**
 * Deletes the documents that no version has any more, as services that were deleted leave them, and gives their bytes back
 * to the quotas. One pass over the keys, in short transactions; any number of processes may do it.
 */
export async function collectContracts({ transact, repositories }: Pick<Deps, "transact" | "repositories">): Promise<number> {
  let collected = 0;
  let after: ContractKey | null = null;
  do {
    const { found, next } = await repositories.contracts.listUnreferenced(after, GRACE_HOURS, LOOKED_AT_ONCE);
    for (const [organizationId, digests] of byOrganization(found)) {
      for (let first = 0; first < digests.length; first += DELETED_AT_ONCE) {
        collected += await transact(async (tx) => {
          const { count, bytes } = await tx.contracts.deleteUnreferenced(organizationId, digests.slice(first, first + DELETED_AT_ONCE));
          if (count > 0) await tx.quotas.hold(organizationId, -bytes);
          return count;
        });
      }
    }
    after = next;
  } while (after !== null);
  return collected;
}

function byOrganization(keys: readonly ContractKey[]): Map<OrganizationId, Digest[]> {
  const digests = new Map<OrganizationId, Digest[]>();
  for (const { organizationId, rawDigest } of keys) {
    const own = digests.get(organizationId) ?? [];
    own.push(rawDigest);
    digests.set(organizationId, own);
  }
  return digests;
}
