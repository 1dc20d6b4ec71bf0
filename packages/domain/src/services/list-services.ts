import type { Caller } from "@surety/model/callers";
import { ServiceName } from "@surety/model/names";
import type { Page } from "@surety/model/pages";
import type { ListServicesInput, ServiceListItem } from "@surety/model/services";
import { answerKey } from "../answers/answer-memory.ts";
import type { RememberingDeps } from "../answers/answer-memories.ts";
import { recall } from "../answers/recall.ts";
import { requireScope } from "../callers/require-scope.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";
import { today } from "../today.ts";
import { summarizeVerdicts } from "../verdicts/summarize-verdicts.ts";
import { showService } from "./show-service.ts";

/** Services by name, each with its latest version and what the gate says of that. */
export async function listServices(deps: RememberingDeps, who: Caller, input: ListServicesInput): Promise<Page<ServiceListItem>> {
  requireScope(who, "read");
  const { organizationId } = who;
  const { search, limit, cursor } = input;
  const day = today(deps);
  const asked = { organizationId, question: ["services", day, search, limit, cursor], memory: deps.memories.servicePages };
  return recall(deps, asked, () => readPage(deps, who, input, day));
}

async function readPage(
  deps: RememberingDeps,
  { organizationId }: Caller,
  input: ListServicesInput,
  day: string,
): Promise<Page<ServiceListItem>> {
  const { search, limit } = input;
  const after = readCursor(input.cursor, ServiceName);
  const facts = await deps.repositories.standings.list(organizationId, { search, after, limit: limit + 1 }, day);
  const key = answerKey(organizationId, day, limit, facts.text);
  const known = deps.memories.servicePages.find(key);
  if (known !== undefined) return known;
  const standings = facts.read();
  const verdicts = await summarizeVerdicts(deps, organizationId, standings);
  const page = pageFrom(
    standings.services,
    limit,
    ({ service }) => service.service.name,
    (standing) => showService(standing, verdicts),
  );
  deps.memories.servicePages.keep(key, page);
  return page;
}
