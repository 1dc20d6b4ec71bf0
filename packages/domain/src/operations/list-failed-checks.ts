import type { Caller } from "@surety/model/callers";
import type { Check } from "@surety/model/checks";
import { CheckId } from "@surety/model/ids";
import type { ListFailedChecksInput } from "@surety/model/operations";
import { type Page, Timestamp } from "@surety/model/pages";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";
import { today } from "../today.ts";

const Key = z.object({ settledAt: Timestamp, id: CheckId });

/** Checks that have errored and were not opened again, the latest failure first. */
export async function listFailedChecks(deps: Deps, who: Caller, input: ListFailedChecksInput): Promise<Page<Check>> {
  requireScope(who, "admin");
  const rows = await deps.repositories.checks.listFailed(who.organizationId, {
    today: today(deps),
    before: readCursor(input.cursor, Key),
    limit: input.limit + 1,
  });
  return pageFrom(
    rows,
    input.limit,
    ({ settledAt, id }) => ({ settledAt, id }),
    (check) => check,
  );
}
