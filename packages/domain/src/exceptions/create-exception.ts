import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { CreateExceptionInput, Exception } from "@surety/model/exceptions";
import type { ExceptionId } from "@surety/model/ids";
import { identify } from "../callers/identify.ts";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { findEnvironment } from "../environments/find-environment.ts";
import { findService } from "../services/find-service.ts";
import { today } from "../today.ts";
import { emitEvent } from "../webhooks/emit-event.ts";
import { aboutException } from "./about-exception.ts";

const LONGEST_DAYS = 366;

/**
 * Accepts a change or a finding, until a day: from now on it does not count in verdicts, and stays visible there.
 * A request that is repeated has the id of the first one, and is answered with what that has made.
 * @throws SuretyError `expiry_required`, `service_not_found`, `environment_not_found`
 */
export async function createException(
  deps: Deps,
  who: Caller,
  input: CreateExceptionInput & { readonly id?: ExceptionId | undefined },
): Promise<Exception> {
  requireScope(who, "exceptions:write");
  const expires = requireExpiry(input.expires, today(deps));
  const author = (await identify(deps, who)).name;
  return deps.transact(async (tx) => {
    const made = input.id === undefined ? null : await tx.exceptions.find(who.organizationId, input.id, today(deps));
    if (made !== null) return made;
    const service = await findService(tx, who.organizationId, input.service);
    const environment = input.environment === undefined ? null : await findEnvironment(tx, who.organizationId, input.environment);
    const { id, subject, fingerprint, reason } = input;
    const created = await tx.exceptions.insert(
      who.organizationId,
      { id, subject, fingerprint, serviceId: service.id, environmentId: environment?.id ?? null, reason, author, expires },
      today(deps),
    );
    await tx.audit.record(who, "exception.created", created.id, { after: created });
    await emitEvent(tx, who.organizationId, {
      type: "exception.created",
      key: `exception.created ${created.id}`,
      data: { exception: created.id, ...aboutException(created) },
    });
    return created;
  });
}

function requireExpiry(expires: string | undefined, now: string): string {
  if (expires === undefined) throw refused("Nothing is accepted for good: the exception names no last day.");
  if (expires < now) throw refused(`The last day, ${expires}, has passed.`);
  if (Date.parse(expires) - Date.parse(now) > LONGEST_DAYS * 86_400_000)
    throw refused(`The last day, ${expires}, is more than a year away.`);
  return expires;
}

function refused(detail: string): SuretyError {
  return new SuretyError("expiry_required", detail, { errors: [{ pointer: "/expires", detail }] });
}
