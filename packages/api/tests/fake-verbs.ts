import type { Verbs } from "@surety/domain/verbs";
import { SuretyError } from "@surety/model/errors";

/** Verbs that record what they are called with and answer from a table; a verb without an answer fails as unexpected. */
export function fakeVerbs(answers: Partial<Record<keyof Verbs, unknown>>): { verbs: Verbs; calls: { verb: string; input: unknown }[] } {
  const calls: { verb: string; input: unknown }[] = [];
  const verbs = new Proxy({} as Verbs, {
    get: (_target, verb) => async (_who: unknown, input: unknown) => {
      calls.push({ verb: String(verb), input });
      const answer = answers[String(verb) as keyof Verbs];
      if (answer === undefined) throw new Error(`the secret cause: no answer for ${String(verb)}`);
      if (answer instanceof SuretyError) throw answer;
      return answer;
    },
  });
  return { verbs, calls };
}
