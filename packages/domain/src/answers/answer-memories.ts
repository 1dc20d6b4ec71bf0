import type { Identity } from "@surety/model/callers";
import type { ContractView } from "@surety/model/contracts";
import type { Page } from "@surety/model/pages";
import type { ServiceListItem } from "@surety/model/services";
import type { Verdict } from "@surety/model/verdicts";
import type { VersionDetail } from "@surety/model/versions";
import type { Deps } from "../deps.ts";
import type { OrganizationRecord } from "../organizations/organization-repository.ts";
import { type AnswerMemory, createAnswerMemory } from "./answer-memory.ts";
import { createRecollections, type Recollections } from "./recall.ts";
import { createSharedReads, type SharedReads } from "./shared-reads.ts";

/** Of each kind, in characters: together they hold at most a few dozen megabytes. */
const MAX_CHARACTERS = 2 * 1024 * 1024;

/** What the questions that are asked most have been answered with. */
export interface AnswerMemories {
  readonly verdicts: AnswerMemory<Verdict>;
  readonly services: AnswerMemory<ServiceListItem>;
  readonly servicePages: AnswerMemory<Page<ServiceListItem>>;
  readonly versions: AnswerMemory<VersionDetail>;
  readonly contracts: AnswerMemory<ContractView>;
  /** Of tokens. */
  readonly identities: AnswerMemory<Identity>;
  readonly recollections: Recollections;
  /** By id. */
  readonly organizations: SharedReads<OrganizationRecord | null>;
}

export type RememberingDeps = Deps & { readonly memories: AnswerMemories };

export function createAnswerMemories(): AnswerMemories {
  return {
    verdicts: createAnswerMemory(MAX_CHARACTERS),
    services: createAnswerMemory(MAX_CHARACTERS),
    servicePages: createAnswerMemory(MAX_CHARACTERS),
    versions: createAnswerMemory(MAX_CHARACTERS),
    contracts: createAnswerMemory(MAX_CHARACTERS),
    identities: createAnswerMemory(MAX_CHARACTERS),
    recollections: createRecollections(),
    organizations: createSharedReads(),
  };
}
