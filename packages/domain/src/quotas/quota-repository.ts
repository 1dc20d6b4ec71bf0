import type { OrganizationId } from "@surety/model/ids";
import type { QuotaUsage } from "@surety/model/quotas";

/** Quotas that are counted row by row. */
export type CountedQuota = "services" | "tokens" | "webhooks" | "rulesets" | "waitingChecks";

export interface QuotaRepository {
  /**
   * Adds to the bytes that are stored, and tells how many there are. Until the end of the transaction nobody else can: what is
   * counted after it stays true until the commit. The last step of a transaction: nothing after it waits for others.
   */
  hold(organizationId: OrganizationId, contractBytes: number): Promise<number>;
  /** How many there are, counted up to `most`. */
  count(organizationId: OrganizationId, quota: CountedQuota, most: number): Promise<number>;
  read(organizationId: OrganizationId): Promise<QuotaUsage>;
}
