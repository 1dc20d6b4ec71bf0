import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { Exception, GetExceptionInput } from "@surety/model/exceptions";
import type { ExceptionId } from "@surety/model/ids";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { today } from "../today.ts";

/** @throws SuretyError `exception_not_found` */
export async function getException(deps: Deps, who: Caller, input: GetExceptionInput): Promise<Exception> {
  requireScope(who, "read");
  const exception = await deps.repositories.exceptions.find(who.organizationId, input.exception, today(deps));
  if (exception === null) throw exceptionNotFound(input.exception);
  return exception;
}

export function exceptionNotFound(id: ExceptionId): SuretyError {
  return new SuretyError("exception_not_found", `There is no exception ${id} in this organization.`);
}
