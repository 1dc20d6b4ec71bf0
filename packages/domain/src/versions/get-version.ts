import type { Caller } from "@surety/model/callers";
import type { GetVersionInput, VersionDetail } from "@surety/model/versions";
import { answerKey } from "../answers/answer-memory.ts";
import type { RememberingDeps } from "../answers/answer-memories.ts";
import { recall } from "../answers/recall.ts";
import { requireScope } from "../callers/require-scope.ts";
import { serviceNotFound } from "../services/find-service.ts";
import { today } from "../today.ts";
import { summarizeVerdicts } from "../verdicts/summarize-verdicts.ts";
import { versionNotFound } from "./find-version.ts";

export async function getVersion(deps: RememberingDeps, who: Caller, input: GetVersionInput): Promise<VersionDetail> {
  requireScope(who, "read");
  const { organizationId } = who;
  const day = today(deps);
  const asked = { organizationId, question: ["version", day, input.service, input.version], memory: deps.memories.versions };
  return recall(deps, asked, () => readVersion(deps, who, input, day));
}

async function readVersion(deps: RememberingDeps, { organizationId }: Caller, input: GetVersionInput, day: string): Promise<VersionDetail> {
  const facts = await deps.repositories.standings.ofVersion(organizationId, input, day);
  const key = answerKey(organizationId, day, facts.text);
  const known = deps.memories.versions.find(key);
  if (known !== undefined) return known;
  const { previous, problems, ...standings } = facts.read();
  const [standing] = standings.services;
  if (standing === undefined) throw serviceNotFound(input.service);
  if (standing.version === null) throw versionNotFound(input.service, input.version);
  const { version } = standing.version;
  const verdicts = await summarizeVerdicts(deps, organizationId, standings);
  const answer = {
    ...version,
    checks: [...standing.checks],
    deployedIn: standing.deployed.filter((each) => each.versionId === version.id).map((each) => each.environment),
    verdicts: verdicts.get(version.id) ?? [],
    previous,
    problems: [...problems],
  };
  deps.memories.versions.keep(key, answer);
  return answer;
}
