import type { Caller } from "@surety/model/callers";
import type { Check, GetCheckInput } from "@surety/model/checks";
import { SuretyError } from "@surety/model/errors";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { today } from "../today.ts";

export async function getCheck(deps: Deps, who: Caller, input: GetCheckInput): Promise<Check> {
  requireScope(who, "read");
  const check = await deps.repositories.checks.find(who.organizationId, input.check, today(deps));
  if (check === null) throw new SuretyError("check_not_found", `There is no check ${input.check} in this organization.`);
  return check;
}
