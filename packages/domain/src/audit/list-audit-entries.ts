import type { AuditEntry, ListAuditEntriesInput } from "@surety/model/audit-entries";
import type { Caller } from "@surety/model/callers";
import { AuditEntryId } from "@surety/model/ids";
import { type Page, Timestamp } from "@surety/model/pages";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";

const Key = z.object({ createdAt: Timestamp, id: AuditEntryId });

/** Who has changed what, the newest first. */
export async function listAuditEntries(deps: Deps, who: Caller, input: ListAuditEntriesInput): Promise<Page<AuditEntry>> {
  requireScope(who, "admin");
  const { limit, cursor, ...filters } = input;
  const rows = await deps.repositories.audit.list(who.organizationId, { ...filters, before: readCursor(cursor, Key), limit: limit + 1 });
  return pageFrom(
    rows,
    limit,
    ({ createdAt, id }) => ({ createdAt, id }),
    (entry) => entry,
  );
}
