import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Redis } from "ioredis";
import { networkOf } from "./network-of.ts";
import { RateLimit, type RateLimitPolicy, type TakenCount } from "./rate-limit.ts";

const DEFAULT_WINDOW_SECONDS = 10;
/** Each is two lint runs, which the caller waits for. */
const PREVIEWS = { name: "previews", max: 20, windowSeconds: 10, what: "lint previews with this credential" };
const SIGN_IN = { name: "sign-in", max: 20, windowSeconds: 600, what: "tries to sign in from this address" };

/** Requests in ten seconds; 0 for no limit. */
export interface RateLimits {
  /** For one token or member. */
  readonly credential: number;
  /** For all tokens and members of an organization together. */
  readonly organization: number;
  /** For what comes from one address without a good credential. */
  readonly address: number;
}

export interface RateLimitOptions {
  readonly limits: RateLimits;
  /** Shares the counts among servers; without it, each server counts for itself. */
  readonly redis: Redis | undefined;
  /** Throws a SuretyError when the credential is not good. */
  readonly callerOf: (request: FastifyRequest) => Caller | null | Promise<Caller | null>;
  /** How long requests count, for all but previews and sign-in; 10 by default. */
  readonly windowSeconds?: number;
  /** Hears of each request that is refused, with the name of the limit. */
  readonly onRefused?: (limit: string) => void;
}

interface Count {
  readonly limit: RateLimit;
  readonly key: string;
}

/**
 * Limits API calls by credential and by organization, and by address what comes without a good credential: the address of
 * a company's proxy is no reason to refuse its pipelines. Attempts to sign in have a limit of their own by address.
 */
export function registerRateLimit(
  app: FastifyInstance,
  { limits, redis, callerOf, windowSeconds = DEFAULT_WINDOW_SECONDS, onRefused }: RateLimitOptions,
): void {
  const make = (policy: RateLimitPolicy) => (policy.max === 0 ? null : new RateLimit(policy, redis));
  const windowed = (name: keyof RateLimits, what: string) => make({ name, max: limits[name], windowSeconds, what });
  const signIn = new RateLimit(SIGN_IN, redis);
  const credential = windowed("credential", "requests with this credential");
  const organization = windowed("organization", "requests of this organization");
  const address = windowed("address", "requests without a good credential from this address");
  const previews = limits.credential === 0 ? null : make(PREVIEWS);

  async function countsOf(request: FastifyRequest): Promise<readonly Count[]> {
    const path = request.url.split("?", 1)[0] ?? "";
    if (isSignIn(request.method, path)) return counts([signIn, networkOf(request.ip)]);
    if (!/^\/(?:v1|trpc|api)\//.test(path)) return [];
    let caller: Caller | null;
    try {
      caller = await callerOf(request);
    } catch (error) {
      // When nobody can tell now who it is, whoever handles the request answers that.
      if (!(error instanceof SuretyError)) return [];
      caller = null;
    }
    if (caller === null) return counts([address, networkOf(request.ip)]);
    const who = caller.type === "token" ? caller.tokenId : caller.userId;
    if (isPreview(request.method, path)) return counts([previews, who], [credential, who], [organization, caller.organizationId]);
    return usual.get(caller) ?? keepUsual(caller, counts([credential, who], [organization, caller.organizationId]));
  }

  /** Of callers who are remembered. */
  const usual = new WeakMap<Caller, readonly Count[]>();
  const keepUsual = (caller: Caller, all: readonly Count[]): readonly Count[] => {
    usual.set(caller, all);
    return all;
  };

  app.addHook("onRequest", async (request, reply) => {
    const all = await countsOf(request);
    if (all.length === 0) return;
    // What is refused is not counted for the others: one token that goes on asking does not use up its organization's limit.
    const refused = refusalsOf(all);
    const taken = refused.length > 0 ? refused : await takeAll(all);
    tell(reply, all, taken);
    if (!taken.some(({ count }) => count.isRefused)) return;
    const [worst] = taken.filter(({ count }) => count.isRefused).toSorted((a, b) => b.count.seconds - a.count.seconds);
    if (worst === undefined) return;
    onRefused?.(worst.limit.policy.name);
    reply.header("retry-after", String(worst.count.seconds));
    throw tooMany(worst.limit.policy, worst.count);
  });
}

function takeAll(all: readonly Count[]): Promise<Result[]> {
  return Promise.all(all.map(({ limit, key }) => limit.take(key).then((count) => ({ limit, count }))));
}

function refusalsOf(all: readonly Count[]): Result[] {
  const refused: Result[] = [];
  for (const { limit, key } of all) {
    const count = limit.refusalOf(key);
    if (count !== null) refused.push({ limit, count });
  }
  return refused;
}

interface Result {
  readonly limit: RateLimit;
  readonly count: TakenCount;
}

function counts(...pairs: readonly (readonly [RateLimit | null, string])[]): Count[] {
  return pairs.flatMap(([limit, key]) => (limit === null ? [] : [{ limit, key }]));
}

/** Headers after draft-ietf-httpapi-ratelimit-headers-10. */
function tell(reply: FastifyReply, all: readonly Count[], taken: readonly Result[]): void {
  reply.header("ratelimit-policy", all.map(({ limit }) => limit.header).join(", "));
  reply.header("ratelimit", taken.map(({ limit, count }) => `"${limit.policy.name}";r=${count.remaining};t=${count.seconds}`).join(", "));
}

function tooMany({ name, max, windowSeconds, what }: RateLimitPolicy, { seconds }: TakenCount): SuretyError {
  return new SuretyError(
    "rate_limited",
    `More than ${max} ${what} in ${windowSeconds} seconds; the next one is taken in ${seconds} seconds.`,
    {
      limit: name,
    },
  );
}

function isSignIn(method: string, path: string): boolean {
  return method === "POST" && /^\/api\/(?:auth\/(?:sign-in|sign-up|change-password|request-password-reset)|account\/)/.test(path);
}

/** A batch of calls may have several; it counts as one, and has at most twenty. */
function isPreview(method: string, path: string): boolean {
  return method === "POST" && (path === "/v1/lint-previews" || /^\/trpc\/.*lintPreviews\.create/.test(path));
}
