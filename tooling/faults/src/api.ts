import { setTimeout as delay } from "node:timers/promises";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly bytes: Uint8Array;
}

/** One request that was sent, and what came of it. */
export interface Call {
  readonly method: string;
  readonly path: string;
  /** Undefined: no answer, the connection failed or the time was up. */
  readonly status: number | undefined;
  readonly ms: number;
  /** `performance.now()` at its start. */
  readonly at: number;
}

const LIMIT_MS = 35_000;
const AGAIN_MS = 100;

/** Calls REST as a pipeline does, with one token, and remembers how long each answer took. */
export class Api {
  readonly calls: Call[] = [];
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /** One request; undefined when there was no answer. */
  async call(method: string, path: string, body?: Uint8Array | object, headers: Record<string, string> = {}): Promise<Answer | undefined> {
    const at = performance.now();
    let status: number | undefined;
    try {
      const response = await fetch(new URL(path, this.#url), {
        method,
        headers: {
          authorization: `Bearer ${this.#token}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body) }),
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      status = response.status;
      return { status, bytes, body: jsonOf(bytes) };
    } catch {
      return undefined;
    } finally {
      this.calls.push({ method, path, status, ms: performance.now() - at, at });
    }
  }

  /** Sends the same request until it is answered by something else than a failure of the server, or `signal` aborts. */
  async callUntilAnswered(
    method: string,
    path: string,
    body: Uint8Array | object | undefined,
    signal: AbortSignal,
  ): Promise<Answer | undefined> {
    while (!signal.aborted) {
      const answer = await this.call(method, path, body);
      if (answer !== undefined && answer.status < 500 && answer.status !== 429) return answer;
      await delay(AGAIN_MS);
    }
    return undefined;
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
