import type { OrganizationId } from "@surety/model/ids";
import type { AnswerMemory } from "./answer-memory.ts";
import type { RememberingDeps } from "./answer-memories.ts";
import { createSharedReads, type SharedReads } from "./shared-reads.ts";

const MOST_QUESTIONS = 5_000;
const MOST_ORGANIZATIONS = 5_000;
/** Moments are asked about for minutes; changes are known for much longer. */
const LONGEST_MS = 10 * 60_000;

/** A time in which nothing has changed in an organization. */
interface Quiet {
  /** When it began: changes since then end it. */
  readonly moment: string;
  /** Another number for each. */
  readonly number: number;
  readonly until: number;
}

interface Recalled {
  /** In which quiet time the answer's facts were read, or before it ended. */
  readonly quiet: number;
  /** Who keeps it is the memory. */
  readonly answer: WeakRef<object>;
}

/** What questions were answered with, and in which organizations nothing has changed since. */
export interface Recollections {
  readonly answers: Map<string, Recalled>;
  readonly quiets: Map<OrganizationId, Quiet>;
  readonly looks: SharedReads<number>;
}

export function createRecollections(): Recollections {
  return { answers: new Map(), quiets: new Map(), looks: createSharedReads() };
}

/** A question: its name, and what was asked. */
export type Question = readonly (string | number | null | undefined)[];

type Recalling = Pick<RememberingDeps, "memories" | "repositories">;

/**
 * The last answer to a question, when nothing has changed in the organization since its facts were read; else `make`s it.
 * Like {@link AnswerMemory} it can never be stale: after each call somebody asks the database whether something has changed,
 * which costs a fraction of reading the facts, and which calls that come at the same time share. What `make` did not keep in
 * `memory` is not recalled either.
 */
export async function recall<Answer extends object>(
  deps: Recalling,
  { organizationId, question, memory }: { organizationId: OrganizationId; question: Question; memory: AnswerMemory<Answer> },
  make: () => Promise<Answer>,
): Promise<Answer> {
  const { answers, looks } = deps.memories.recollections;
  const key = JSON.stringify([organizationId, question]);
  const quiet = await looks.of(organizationId, () => look(deps, organizationId));
  const known = answers.get(key);
  // Invariant: what a question was answered with is of the type of its memory.
  const answer = known?.quiet === quiet ? (known.answer.deref() as Answer | undefined) : undefined;
  if (answer !== undefined) return answer;
  answers.delete(key);
  const made = await make();
  if (!memory.isKept(made)) return made;
  makeRoom(answers, MOST_QUESTIONS);
  answers.set(key, { quiet, answer: new WeakRef(made) });
  return made;
}

let numbers = 0;

/** The number of the quiet time that it is now; a new one when something has changed. */
async function look({ memories, repositories }: Recalling, organizationId: OrganizationId): Promise<number> {
  const { quiets } = memories.recollections;
  const known = quiets.get(organizationId);
  const current = known !== undefined && known.until > Date.now() ? known : undefined;
  const { isUnchanged, moment } = await repositories.changes.since(organizationId, current?.moment ?? null);
  if (isUnchanged && current !== undefined) return current.number;
  numbers += 1;
  quiets.delete(organizationId);
  makeRoom(quiets, MOST_ORGANIZATIONS);
  quiets.set(organizationId, { moment, number: numbers, until: Date.now() + LONGEST_MS });
  return numbers;
}

function makeRoom<Key>(map: Map<Key, unknown>, most: number): void {
  if (map.size >= most) for (const oldest of map.keys()) if (map.delete(oldest)) break;
}
