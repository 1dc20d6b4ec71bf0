import type { Caller, Scope } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";

/** @throws SuretyError `forbidden` */
export function requireScope(who: Caller, scope: Scope): void {
  if (!who.scopes.includes(scope))
    throw new SuretyError("forbidden", `This needs the scope ${scope}; the credential has ${who.scopes.join(", ") || "none"}.`);
}
