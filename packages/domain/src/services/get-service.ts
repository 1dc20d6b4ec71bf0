import type { Caller } from "@surety/model/callers";
import type { GetServiceInput, ServiceListItem } from "@surety/model/services";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { summarizeVerdicts } from "../verdicts/summarize-verdicts.ts";
import { serviceNotFound } from "./find-service.ts";
import { showService } from "./show-service.ts";

export async function getService(deps: Deps, who: Caller, input: GetServiceInput): Promise<ServiceListItem> {
  requireScope(who, "read");
  const row = await deps.repositories.services.findWithLatest(who.organizationId, input.service);
  if (row === null) throw serviceNotFound(input.service);
  const verdicts = await summarizeVerdicts(deps, who.organizationId, row.latest === null ? [] : [row.latest]);
  return showService(row, verdicts);
}
