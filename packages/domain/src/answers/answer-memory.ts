import { hash } from "node:crypto";
import type { OrganizationId } from "@surety/model/ids";

/**
 * Answers by what they follow from. It can never be stale: the key holds all that the answer was made of, read afresh for
 * each call, so that a change gives another key. Answers in it are shared, and never changed.
 */
export interface AnswerMemory<Answer extends object> {
  find(key: string): Answer | undefined;
  keep(key: string, answer: Answer): void;
  /** Whether it was ever kept here. */
  isKept(answer: Answer): boolean;
}

/** The least recently used are forgotten above `maxCharacters` of the answers' JSON; a larger answer is never kept. */
export function createAnswerMemory<Answer extends object>(maxCharacters: number): AnswerMemory<Answer> {
  const kept = new Map<string, { readonly answer: Answer; readonly size: number }>();
  const everKept = new WeakSet<Answer>();
  let total = 0;
  const forget = (key: string) => {
    total -= kept.get(key)?.size ?? 0;
    kept.delete(key);
  };
  return {
    find(key) {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.answer;
    },
    keep(key, answer) {
      forget(key);
      const size = JSON.stringify(answer).length;
      if (size > maxCharacters) return;
      kept.set(key, { answer, size });
      everKept.add(answer);
      total += size;
      for (const oldest of kept.keys()) {
        if (total <= maxCharacters) return;
        forget(oldest);
      }
    },
    isKept: (answer) => everKept.has(answer),
  };
}

/** Names what an answer follows from. The organization is part of every key: no answer of one is found by another. */
export function answerKey(organizationId: OrganizationId, ...of: readonly (string | number | undefined)[]): string {
  return hash("sha256", JSON.stringify([organizationId, ...of]), "base64");
}
