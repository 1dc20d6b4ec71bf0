import type { OrganizationId } from "@surety/model/ids";
import type { AnswerMemory } from "./answer-memory.ts";
import type { RememberingDeps } from "./answer-memories.ts";

/** An answer whose question was asked so long ago is made anew; changes are remembered for much longer. */
const LONGEST_MS = 10 * 60_000;
const MOST_QUESTIONS = 5_000;

interface Recalled {
  /** Before the answer's facts were read. */
  readonly moment: string;
  /** Who keeps it is the memory. */
  readonly answer: WeakRef<object>;
  readonly until: number;
}

/** What questions were answered with, by the question. */
export type Recollections = Map<string, Recalled>;

/** A question: its name, and what was asked. */
export type Question = readonly (string | number | null | undefined)[];

/**
 * The last answer to a question, when nothing has changed in the organization since its facts were read; else `make`s it.
 * Like {@link AnswerMemory} it can never be stale: each call asks the database whether something has changed, which costs a
 * fraction of reading the facts. What `make` did not keep in `memory` is not recalled either.
 */
export async function recall<Answer extends object>(
  { memories, repositories }: Pick<RememberingDeps, "memories" | "repositories">,
  { organizationId, question, memory }: { organizationId: OrganizationId; question: Question; memory: AnswerMemory<Answer> },
  make: () => Promise<Answer>,
): Promise<Answer> {
  const { recollections } = memories;
  const key = JSON.stringify([organizationId, question]);
  const known = recollections.get(key);
  // Invariant: what a question was answered with is of the type of its memory.
  const answer = known === undefined || known.until < Date.now() ? undefined : (known.answer.deref() as Answer | undefined);
  const { isUnchanged, moment } = await repositories.changes.since(
    organizationId,
    answer === undefined || known === undefined ? null : known.moment,
  );
  if (answer !== undefined && isUnchanged) return answer;
  recollections.delete(key);
  const made = await make();
  if (!memory.isKept(made)) return made;
  if (recollections.size >= MOST_QUESTIONS) for (const oldest of recollections.keys()) if (recollections.delete(oldest)) break;
  recollections.set(key, { moment, answer: new WeakRef(made), until: Date.now() + LONGEST_MS });
  return made;
}
