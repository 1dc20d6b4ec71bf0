import { setTimeout as sleep } from "node:timers/promises";

interface Poll<Answer> {
  readonly ask: () => Promise<Answer>;
  readonly until: (answer: Answer) => boolean;
  readonly waitSeconds: number;
  /** Called once, when the first answer is not the last. */
  readonly onWait?: () => void;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** Asks again, ever more rarely, until the answer is settled or the time is up; gives the last answer either way. */
export async function pollUntil<Answer>({ ask, until, waitSeconds, onWait }: Poll<Answer>): Promise<Answer> {
  const deadline = Date.now() + waitSeconds * 1000;
  let pauseMs = FIRST_PAUSE_MS;
  let answer = await ask();
  if (!until(answer) && waitSeconds > 0) onWait?.();
  while (!until(answer) && Date.now() < deadline) {
    await sleep(Math.min(pauseMs, Math.max(0, deadline - Date.now())));
    pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS);
    answer = await ask();
  }
  return answer;
}
