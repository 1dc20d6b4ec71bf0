import { SuretyError } from "@surety/model/errors";
import type { OrganizationId } from "@surety/model/ids";
import { DEFAULT_QUOTAS, type QuotaLimits } from "@surety/model/quotas";
import type { Deps } from "../deps.ts";
import type { Repositories } from "../repositories.ts";
import type { CountedQuota } from "./quota-repository.ts";

/** What each is called, and the server's setting that raises it. */
const NAMES: Record<keyof QuotaLimits, { readonly what: string; readonly setting: string }> = {
  services: { what: "services", setting: "SURETY_QUOTA_SERVICES" },
  versions: { what: "versions of one service", setting: "SURETY_QUOTA_VERSIONS" },
  contractBytes: { what: "bytes of documents", setting: "SURETY_QUOTA_CONTRACT_BYTES" },
  tokens: { what: "tokens", setting: "SURETY_QUOTA_TOKENS" },
  webhooks: { what: "webhooks", setting: "SURETY_QUOTA_WEBHOOKS" },
  rulesets: { what: "rulesets", setting: "SURETY_QUOTA_RULESETS" },
  waitingChecks: { what: "checks waiting at once", setting: "SURETY_QUOTA_WAITING_CHECKS" },
};

export function quotaLimits({ quotas }: Pick<Deps, "quotas">): QuotaLimits {
  return quotas ?? DEFAULT_QUOTAS;
}

/** What has been created or stored in the transaction of `tx`, before its commit. */
export interface Created {
  readonly of: readonly CountedQuota[];
  /** Bytes of documents that were not there before. */
  readonly contractBytes?: number;
}

/**
 * Refuses the transaction when what it has created is more than the organization may have. It is the last step of it, and
 * locks until the commit: of many who create at the limit at once, just as many as fit get through.
 * @throws SuretyError `quota_exceeded`, `rate_limited` for checks
 */
export async function requireQuota(
  deps: Pick<Deps, "quotas">,
  tx: Repositories,
  organizationId: OrganizationId,
  { of, contractBytes = 0 }: Created,
): Promise<void> {
  const limits = quotaLimits(deps);
  const stored = await tx.quotas.hold(organizationId, contractBytes);
  if (contractBytes > 0) refuseBeyond(limits, "contractBytes", stored);
  for (const quota of of) {
    const limit = limits[quota];
    if (limit > 0) refuseBeyond(limits, quota, await tx.quotas.count(organizationId, quota, limit + 1));
  }
}

/**
 * How many of `wanted` may still be created, for what is done as far as there is room instead of being refused. Like
 * {@link requireQuota} it locks until the commit: nothing after it waits for others.
 */
export async function roomFor(
  deps: Pick<Deps, "quotas">,
  tx: Repositories,
  organizationId: OrganizationId,
  { of, wanted }: { readonly of: CountedQuota; readonly wanted: number },
): Promise<number> {
  const limit = quotaLimits(deps)[of];
  if (limit === 0 || wanted === 0) return wanted;
  await tx.quotas.hold(organizationId, 0);
  return Math.max(0, Math.min(wanted, limit - (await tx.quotas.count(organizationId, of, limit))));
}

/** @throws SuretyError `quota_exceeded`, `rate_limited` for checks, when `used` is more than the limit */
export function refuseBeyond(limits: QuotaLimits, quota: keyof QuotaLimits, used: number): void {
  const limit = limits[quota];
  if (limit === 0 || used <= limit) return;
  const { what, setting } = NAMES[quota];
  const detail = `An organization has at most ${limit} ${what} here.`;
  // Checks go by themselves: later the same request is taken. The others stay until somebody does something.
  if (quota === "waitingChecks") throw new SuretyError("rate_limited", `${detail} This takes more when some are done.`, { limit: quota });
  const hint = `Delete what nobody needs, or have the server's administrator raise ${setting}. GET /v1/quotas tells what is used.`;
  throw new SuretyError("quota_exceeded", detail, { limit: quota, hint });
}
