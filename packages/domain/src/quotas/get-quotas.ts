import type { Caller } from "@surety/model/callers";
import type { Quotas } from "@surety/model/quotas";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { quotaLimits } from "./require-quota.ts";

/** What the caller's organization uses, and may. */
export async function getQuotas(deps: Deps, who: Caller): Promise<Quotas> {
  requireScope(who, "read");
  const limits = quotaLimits(deps);
  const usage = await deps.repositories.quotas.read(who.organizationId);
  const quota = (name: keyof Quotas) => ({ used: usage[name], limit: limits[name] === 0 ? null : limits[name] });
  return {
    services: quota("services"),
    versions: quota("versions"),
    contractBytes: quota("contractBytes"),
    tokens: quota("tokens"),
    webhooks: quota("webhooks"),
    rulesets: quota("rulesets"),
    waitingChecks: quota("waitingChecks"),
  };
}
