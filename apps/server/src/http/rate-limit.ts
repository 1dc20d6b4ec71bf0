import type { Redis } from "ioredis";
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from "rate-limiter-flexible";

const PREFIX = "surety:rate";
/** For so long, the server counts for itself after Redis did not answer. */
const AWAY_MS = 5_000;
const MAX_REFUSED = 10_000;

export interface RateLimitPolicy {
  /** As the headers and the answer call it. */
  readonly name: string;
  readonly max: number;
  readonly windowSeconds: number;
  /** What there were more of, for the answer. */
  readonly what: string;
}

export interface TakenCount {
  readonly isRefused: boolean;
  readonly remaining: number;
  /** Until the count begins again. */
  readonly seconds: number;
}

/** Counts of one policy by key, in fixed windows: in Redis for all servers together, or in memory while there is none. */
export class RateLimit {
  readonly policy: RateLimitPolicy;
  /** As `RateLimit-Policy` says it, after draft-ietf-httpapi-ratelimit-headers-10. */
  readonly header: string;
  readonly #memory: RateLimiterAbstract;
  readonly #shared: RateLimiterAbstract | undefined;
  readonly #refusedUntil = new Map<string, number>();
  #sharedFrom = 0;

  constructor(policy: RateLimitPolicy, redis: Redis | undefined) {
    const options = { keyPrefix: `${PREFIX}:${policy.name}`, points: policy.max, duration: policy.windowSeconds };
    this.policy = policy;
    this.header = `"${policy.name}";q=${policy.max};w=${policy.windowSeconds}`;
    this.#memory = new RateLimiterMemory(options);
    this.#shared = redis && new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true });
  }

  /** The refusal of a key that was refused in this window, without counting anything. */
  refusalOf(key: string): TakenCount | null {
    const until = this.#refusedUntil.get(key);
    if (until === undefined) return null;
    const now = Date.now();
    if (until > now) return { isRefused: true, remaining: 0, seconds: Math.ceil((until - now) / 1000) };
    this.#refusedUntil.delete(key);
    return null;
  }

  /** Counts one more for `key`. */
  async take(key: string): Promise<TakenCount> {
    const { consumedPoints, msBeforeNext } = await this.#count(key);
    const isRefused = consumedPoints > this.policy.max;
    if (isRefused) {
      if (this.#refusedUntil.size >= MAX_REFUSED) this.#refusedUntil.clear();
      this.#refusedUntil.set(key, Date.now() + msBeforeNext);
    }
    return { isRefused, remaining: Math.max(0, this.policy.max - consumedPoints), seconds: Math.ceil(msBeforeNext / 1000) };
  }

  async #count(key: string): Promise<RateLimiterRes> {
    if (this.#shared === undefined || Date.now() < this.#sharedFrom) return this.#memory.penalty(key);
    try {
      return await this.#shared.penalty(key);
    } catch {
      this.#sharedFrom = Date.now() + AWAY_MS;
      return this.#memory.penalty(key);
    }
  }
}
