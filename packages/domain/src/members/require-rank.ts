import type { Caller, Role } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";

/**
 * Owners are made, changed and removed by owners alone: neither an administrator nor a token can take the organization over.
 * @throws SuretyError `forbidden`
 */
export function requireRank(who: Caller, ...roles: readonly Role[]): void {
  if (!roles.includes("owner") || (who.type === "member" && who.role === "owner")) return;
  throw new SuretyError("forbidden", "Only an owner who signed in may make, change or remove an owner.", {
    hint: "Ask an owner of the organization; Settings → Members names them.",
  });
}
