import type { Caller } from "@surety/model/callers";
import type { GetServiceInput, ServiceListItem } from "@surety/model/services";
import { answerKey } from "../answers/answer-memory.ts";
import type { RememberingDeps } from "../answers/answer-memories.ts";
import { recall } from "../answers/recall.ts";
import { requireScope } from "../callers/require-scope.ts";
import { today } from "../today.ts";
import { summarizeVerdicts } from "../verdicts/summarize-verdicts.ts";
import { serviceNotFound } from "./find-service.ts";
import { showService } from "./show-service.ts";

export async function getService(deps: RememberingDeps, who: Caller, input: GetServiceInput): Promise<ServiceListItem> {
  requireScope(who, "read");
  const { organizationId } = who;
  const day = today(deps);
  const asked = { organizationId, question: ["service", day, input.service], memory: deps.memories.services };
  return recall(deps, asked, () => readService(deps, who, input, day));
}

async function readService(
  deps: RememberingDeps,
  { organizationId }: Caller,
  input: GetServiceInput,
  day: string,
): Promise<ServiceListItem> {
  const facts = await deps.repositories.standings.ofService(organizationId, input.service, day);
  const key = answerKey(organizationId, day, facts.text);
  const known = deps.memories.services.find(key);
  if (known !== undefined) return known;
  const standings = facts.read();
  const [standing] = standings.services;
  if (standing === undefined) throw serviceNotFound(input.service);
  const answer = showService(standing, await summarizeVerdicts(deps, organizationId, standings));
  deps.memories.services.keep(key, answer);
  return answer;
}
