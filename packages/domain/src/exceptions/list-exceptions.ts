import type { Caller } from "@surety/model/callers";
import type { Exception, ListExceptionsInput } from "@surety/model/exceptions";
import { ExceptionId } from "@surety/model/ids";
import { type Page, Timestamp } from "@surety/model/pages";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";
import { findService } from "../services/find-service.ts";
import { today } from "../today.ts";

const Key = z.object({ createdAt: Timestamp, id: ExceptionId });

/**
 * What somebody in the organization answers for, the newest first; expired ones too.
 * @throws SuretyError `service_not_found`
 */
export async function listExceptions(deps: Deps, who: Caller, input: ListExceptionsInput): Promise<Page<Exception>> {
  requireScope(who, "read");
  const before = readCursor(input.cursor, Key);
  if (input.service !== undefined) await findService(deps.repositories, who.organizationId, input.service);
  const { service, fingerprint, live } = input;
  const rows = await deps.repositories.exceptions.list(who.organizationId, {
    service,
    fingerprint,
    live,
    today: today(deps),
    before,
    limit: input.limit + 1,
  });
  return pageFrom(
    rows,
    input.limit,
    ({ createdAt, id }) => ({ createdAt, id }),
    (exception) => exception,
  );
}
