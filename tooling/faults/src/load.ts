import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { contractBytes, digestOf } from "./contracts.ts";
import type { Installation } from "./installation.ts";
import type { Acknowledged, Journal } from "./journal.ts";
import type { Random } from "./random.ts";

const SERVICES = ["orders", "billing", "catalog", "stock"];
const MOST_OPEN = 8;
const ENVIRONMENT = "production";
const Verdict = z.object({ answer: z.enum(["yes", "no", "unknown"]) });
const Version = z.object({ rawDigest: z.string() });

/** Publishes the contracts that are deployed from the beginning. */
export async function furnish({ api }: Installation): Promise<void> {
  // Both checks must have passed: an answer of yes is judged by what they came to.
  const environment = await api.call("PUT", `/v1/environments/${ENVIRONMENT}`, { policy: { requiredChecks: ["lint", "diff"] } });
  if (environment?.status !== 200 && environment?.status !== 201) throw new Error(`cannot furnish: ${JSON.stringify(environment?.body)}`);
  for (const service of SERVICES) {
    const published = await api.call("PUT", `/v1/services/${service}/versions/base`, contractBytes(`${service} base`, false));
    const deployed = await api.call("POST", `/v1/environments/${ENVIRONMENT}/deployments`, { service, version: "base" });
    if (published?.status !== 201 || deployed?.status !== 201)
      throw new Error(`cannot furnish: ${published?.status} ${deployed?.status} ${JSON.stringify(deployed?.body ?? published?.body)}`);
  }
}

/** Pipelines at work: they publish, ask and read all the time, and send again what was not answered. */
export class Load {
  readonly #installation: Installation;
  readonly #journal: Journal;
  readonly #random: Random;
  readonly #pauseMs: number;
  readonly #mostOpen: number;
  #stop: AbortController | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #count = 0;

  constructor(
    installation: Installation,
    journal: Journal,
    { random, pauseMs, mostOpen = MOST_OPEN }: { random: Random; pauseMs: number; mostOpen?: number },
  ) {
    this.#mostOpen = mostOpen;
    this.#installation = installation;
    this.#journal = journal;
    this.#random = random;
    this.#pauseMs = pauseMs;
  }

  start(): void {
    const stop = new AbortController();
    this.#stop = stop;
    this.#running = Promise.all([
      this.#loop(stop.signal, () => this.#publishOne(stop.signal)),
      this.#loop(stop.signal, () => this.#ask()),
      this.#loop(stop.signal, () => this.#readOrRepeat()),
    ]);
  }

  /** Resolves when what was under way has been answered, or given up. */
  async stop(): Promise<void> {
    this.#stop?.abort();
    await this.#running;
  }

  /** Publishes something new until it is acknowledged. Undefined: `signal` aborted before. */
  async publish(signal: AbortSignal, prefix = "v"): Promise<Acknowledged | undefined> {
    this.#count += 1;
    const service = this.#random.pick(SERVICES);
    const version = `${prefix}${this.#count}`;
    const isBreaking = this.#random.next() < 0.3;
    const bytes = contractBytes(`${service} ${version} ${"filling ".repeat(this.#random.between(0, 2_000))}`, isBreaking);
    const answer = await this.#installation.api.callUntilAnswered("PUT", path(service, version), bytes, signal);
    if (answer === undefined) return undefined;
    const acknowledged = { service, version, bytes, digest: digestOf(bytes), isBreaking };
    if (answer.status === 200 || answer.status === 201) {
      this.#journal.acknowledged.push(acknowledged);
      return acknowledged;
    }
    this.#journal.violate("I1", `publishing ${service} ${version} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
    return undefined;
  }

  /** Asks whether a version may be deployed; undefined when there was no answer. */
  async decide({ service, version, isBreaking }: Acknowledged): Promise<"yes" | "no" | "unknown" | undefined> {
    const query = new URLSearchParams({ service, version, environment: ENVIRONMENT });
    const answer = await this.#installation.api.call("GET", `/v1/verdicts?${query.toString()}`);
    if (answer?.status !== 200) return undefined;
    const verdict = Verdict.parse(answer.body).answer;
    if (verdict === "yes") this.#journal.saidYes.push({ service, version });
    if (verdict === "yes" && isBreaking)
      this.#journal.violate("I5", `${service} ${version} breaks what is deployed, and was answered with yes`);
    return verdict;
  }

  /** Waits its turn: it is faults that are judged here, not how much a busy machine can do. */
  async #publishOne(signal: AbortSignal): Promise<void> {
    const [open] = await this.#installation.sql`select count(*)::int as checks from checks where state <> 'settled'`.catch(() => []);
    if (Number(open?.["checks"] ?? 0) > this.#mostOpen) return;
    const published = await this.publish(signal);
    if (published !== undefined) await this.decide(published);
  }

  async #ask(): Promise<void> {
    if (this.#journal.acknowledged.length > 0) await this.decide(this.#random.pick(this.#journal.acknowledged));
  }

  /** Reads an acknowledged version, publishes it again, or publishes another document under its name. */
  async #readOrRepeat(): Promise<void> {
    if (this.#journal.acknowledged.length === 0) return;
    const known = this.#random.pick(this.#journal.acknowledged);
    const chance = this.#random.next();
    const { api } = this.#installation;
    const name = `${known.service} ${known.version}`;
    if (chance < 0.5) {
      const answer = await api.call("GET", path(known.service, known.version));
      if (answer !== undefined && answer.status < 500 && (answer.status !== 200 || Version.parse(answer.body).rawDigest !== known.digest))
        this.#journal.violate("I1", `${name} was acknowledged, and reading it was answered with ${answer.status}`);
    } else if (chance < 0.75) {
      const answer = await api.call("PUT", path(known.service, known.version), known.bytes);
      if (answer !== undefined && answer.status < 500 && answer.status !== 200)
        this.#journal.violate("I1", `publishing ${name} again was answered with ${answer.status}, not 200`);
    } else {
      const answer = await api.call("PUT", path(known.service, known.version), contractBytes(`another ${name}`, false));
      if (answer !== undefined && answer.status < 500 && answer.status !== 409)
        this.#journal.violate("I1", `another document under the name ${name} was answered with ${answer.status}, not 409`);
    }
  }

  async #loop(signal: AbortSignal, turn: () => Promise<void>): Promise<void> {
    while (!signal.aborted) {
      await turn();
      await delay(this.#pauseMs);
    }
  }
}

function path(service: string, version: string): string {
  return `/v1/services/${service}/versions/${version}`;
}
