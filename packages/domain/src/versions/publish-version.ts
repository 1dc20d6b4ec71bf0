import type { Caller } from "@surety/model/callers";
import type { CheckKind } from "@surety/model/checks";
import type { ContractSummary } from "@surety/model/contracts";
import { SuretyError } from "@surety/model/errors";
import type { PublishedVersion, PublishVersionInput } from "@surety/model/versions";
import { requireScope } from "../callers/require-scope.ts";
import { openChecks } from "../checks/open-checks.ts";
import { packDocument } from "../contracts/pack-document.ts";
import { readContract } from "../contracts/read-contract.ts";
import type { Deps } from "../deps.ts";
import { quotaLimits, refuseBeyond, requireQuota } from "../quotas/require-quota.ts";
import type { Repositories } from "../repositories.ts";
import { today } from "../today.ts";
import { emitEvent } from "../webhooks/emit-event.ts";
import type { VersionRecord } from "./version-repository.ts";

const KINDS: readonly CheckKind[] = ["lint", "diff"];

/**
 * Publishes a document under a name that never means anything else. Publishing the same bytes again changes nothing.
 * @throws SuretyError as `readContract`; `version_conflict` when the name has another document; `quota_exceeded`
 */
export async function publishVersion(deps: Deps, who: Caller, input: PublishVersionInput): Promise<PublishedVersion> {
  requireScope(who, "contracts:write");
  const document = typeof input.document === "string" ? new TextEncoder().encode(input.document) : input.document;
  const contract = await readContract(deps, document);
  const packed = await packDocument(document);
  return deps.transact(async (tx) => {
    // The service stays locked until the commit: of several who publish one name, the others see the first.
    const service = await tx.services.lockOrCreate(who.organizationId, input.service);
    const existing = await tx.versions.find(who.organizationId, input.service, input.version);
    if (existing !== null) return replay({ tx, who, day: today(deps) }, existing, contract);
    const number = service.versionCount + 1;
    refuseBeyond(quotaLimits(deps), "versions", number);
    const isNew = await tx.contracts.insert(who.organizationId, contract, packed);
    await tx.versions.insert(who.organizationId, {
      serviceId: service.id,
      number,
      name: input.version,
      branch: input.branch ?? null,
      rawDigest: contract.rawDigest,
    });
    await tx.services.setVersionCount(who.organizationId, service.id, number);
    const { version } = await getInserted(tx, who, input);
    await openChecks(tx, who.organizationId, [version.id], KINDS, "publish");
    await tx.audit.record(who, "version.published", `${input.service}@${input.version}`, {
      after: { rawDigest: contract.rawDigest, branch: input.branch ?? null },
    });
    await emitEvent(tx, who.organizationId, {
      type: "version.published",
      key: `version.published ${version.id}`,
      data: { service: input.service, version: input.version, branch: input.branch ?? null, rawDigest: contract.rawDigest },
    });
    await tx.live.announce(who.organizationId, { type: "version.published", service: input.service, version: input.version });
    const checks = await latestChecks({ tx, who, day: today(deps) }, version.id);
    await requireQuota(deps, tx, who.organizationId, {
      of: number === 1 ? ["services", "waitingChecks"] : ["waitingChecks"],
      contractBytes: isNew ? document.byteLength : 0,
    });
    return { created: true, version, checks };
  });
}

interface Reading {
  readonly tx: Repositories;
  readonly who: Caller;
  readonly day: string;
}

async function replay(reading: Reading, { version }: VersionRecord, contract: ContractSummary): Promise<PublishedVersion> {
  if (version.rawDigest !== contract.rawDigest) {
    throw new SuretyError(
      "version_conflict",
      `${version.service} ${version.name} was published at ${version.createdAt} with another document: ` +
        `it has SHA-256 ${version.rawDigest}, this one has ${contract.rawDigest}.`,
    );
  }
  return { created: false, version, checks: await latestChecks(reading, version.id) };
}

async function getInserted(tx: Repositories, who: Caller, input: PublishVersionInput): Promise<VersionRecord> {
  const inserted = await tx.versions.find(who.organizationId, input.service, input.version);
  if (inserted === null) throw new Error("a version that was inserted cannot be read in its own transaction");
  return inserted;
}

async function latestChecks({ tx, who, day }: Reading, versionId: VersionRecord["version"]["id"]) {
  return (await tx.checks.listLatest(who.organizationId, [versionId], day)).get(versionId) ?? [];
}
