import type { Caller } from "@surety/model/callers";
import { ServiceName } from "@surety/model/names";
import type { Page } from "@surety/model/pages";
import type { ListServicesInput, ServiceListItem } from "@surety/model/services";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";
import { summarizeVerdicts } from "../verdicts/summarize-verdicts.ts";
import { showService } from "./show-service.ts";

/** Services by name, each with its latest version and what the gate says of that. */
export async function listServices(deps: Deps, who: Caller, input: ListServicesInput): Promise<Page<ServiceListItem>> {
  requireScope(who, "read");
  const after = readCursor(input.cursor, ServiceName);
  const rows = await deps.repositories.services.list(who.organizationId, { search: input.search, after, limit: input.limit + 1 });
  const latest = rows.slice(0, input.limit).flatMap((row) => (row.latest === null ? [] : [row.latest]));
  const verdicts = await summarizeVerdicts(deps, who.organizationId, latest);
  return pageFrom(
    rows,
    input.limit,
    (row) => row.service.name,
    (row) => showService(row, verdicts),
  );
}
