import { setTimeout as sleep } from "node:timers/promises";
import type { Fetch } from "@surety/client/create-client";

const ANSWER_WITHIN_MS = 60_000;
const PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 10_000;
const TRIES = 3;
const PASSING = new Set([429, 502, 503, 504]);

/**
 * `fetch` for a Surety server: with a time limit, without redirects (a token stays with the server that it is for), and
 * again after a failure that may pass: the `Idempotency-Key` of the call lets it take effect once.
 * @throws Error that says what else answered, when it was not Surety.
 */
export async function serverFetch(...[input, init]: Parameters<Fetch>): Promise<Response> {
  for (let turn = 1; turn < TRIES; turn += 1) {
    const answer = await ask(input, init).catch((error: unknown) => (error instanceof NotSurety ? Promise.reject(error) : null));
    if (answer !== null && !mayPass(answer)) return jsonOf(answer);
    const seconds = Number(answer?.headers.get("retry-after") ?? Number.NaN);
    await answer?.body?.cancel();
    await sleep(Number.isFinite(seconds) ? Math.min(seconds * 1000, LONGEST_PAUSE_MS) : PAUSE_MS * turn);
  }
  return jsonOf(await ask(input, init));
}

/** A conflict that says when to come back: the first request with the key is still being answered. */
function mayPass({ status, headers }: Response): boolean {
  return PASSING.has(status) || (status === 409 && headers.has("retry-after"));
}

class NotSurety extends Error {}

async function ask(...[input, init]: Parameters<Fetch>): Promise<Response> {
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  try {
    return await fetch(input, { ...init, redirect: "manual", signal });
  } catch (error) {
    if (signal.aborted) throw new NotSurety(`it did not answer within ${ANSWER_WITHIN_MS / 1000} s`);
    throw error;
  }
}

function jsonOf(answer: Response): Response {
  const target = answer.headers.get("location");
  if (answer.status >= 300 && answer.status < 400 && target !== null) {
    throw new NotSurety(`it redirects to ${new URL(target, answer.url).origin}; give that address instead`);
  }
  const type = answer.headers.get("content-type")?.split(";")[0] ?? "nothing";
  if (!/^application\/(?:[a-z.-]+\+)?json$/i.test(type))
    throw new NotSurety(`what answers there is not Surety, it sent ${type} (HTTP ${answer.status})`);
  return answer;
}
