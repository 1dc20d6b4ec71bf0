import { z } from "zod";

/** What an organization may have of each; 0 for no limit. */
export interface QuotaLimits {
  readonly services: number;
  /** Versions of one service. */
  readonly versions: number;
  /** Bytes of all its documents; the same bytes count once. */
  readonly contractBytes: number;
  /** Tokens that somebody made; those of CI runs expire by themselves. */
  readonly tokens: number;
  readonly webhooks: number;
  readonly rulesets: number;
  /** Checks that are queued or running. */
  readonly waitingChecks: number;
}

export const DEFAULT_QUOTAS: QuotaLimits = {
  services: 5_000,
  versions: 20_000,
  contractBytes: 50 * 1024 ** 3,
  tokens: 1_000,
  webhooks: 20,
  rulesets: 200,
  waitingChecks: 20_000,
};

const quota = (of: string) =>
  z.object({ used: z.int().min(0).describe(of), limit: z.int().min(1).nullable().describe("null: there is no limit") });

/** What the organization uses of its quotas. */
export const Quotas = z.object({
  services: quota("services"),
  versions: quota("versions of the service that has most"),
  contractBytes: quota("bytes of all documents; the same bytes count once"),
  tokens: quota("tokens that somebody made"),
  webhooks: quota("webhooks"),
  rulesets: quota("rulesets"),
  waitingChecks: quota("checks that are queued or running"),
});
export type Quotas = z.infer<typeof Quotas>;
export type QuotaUsage = { readonly [Name in keyof QuotaLimits]: number };
