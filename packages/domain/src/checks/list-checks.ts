import type { Caller } from "@surety/model/callers";
import type { Check, ListChecksInput } from "@surety/model/checks";
import { CheckId } from "@surety/model/ids";
import { Timestamp, type Page } from "@surety/model/pages";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";
import { today } from "../today.ts";
import { findService } from "../services/find-service.ts";
import { findVersion } from "../versions/find-version.ts";

const Key = z.object({ createdAt: Timestamp, id: CheckId });

/** Checks, the newest first; of one service or version when they are named. */
export async function listChecks(deps: Deps, who: Caller, input: ListChecksInput): Promise<Page<Check>> {
  requireScope(who, "read");
  if (input.service !== undefined && input.version !== undefined)
    await findVersion(deps.repositories, who.organizationId, input.service, input.version);
  else if (input.service !== undefined) await findService(deps.repositories, who.organizationId, input.service);
  const { service, version } = input;
  const rows = await deps.repositories.checks.list(who.organizationId, {
    service,
    version,
    today: today(deps),
    before: readCursor(input.cursor, Key),
    limit: input.limit + 1,
  });
  return pageFrom(
    rows,
    input.limit,
    ({ createdAt, id }) => ({ createdAt, id }),
    (check) => check,
  );
}
