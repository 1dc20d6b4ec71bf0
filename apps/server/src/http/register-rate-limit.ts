import rateLimit from "@fastify/rate-limit";
import { SuretyError } from "@surety/model/errors";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Redis } from "ioredis";

const WINDOW_SECONDS = 10;
/** Each is two lint runs, which the caller waits for. */
const PREVIEWS = { max: 20, windowSeconds: 10 };
const SIGN_IN = { max: 20, windowSeconds: 600 };

export interface RateLimitOptions {
  /** Requests in ten seconds for one credential or address; 0 for no limit. */
  readonly max: number;
  /** Shares the counts among servers; without it, each server counts for itself. */
  readonly redis: Redis | undefined;
  /** Whom the request counts for. */
  readonly keyOf: (request: FastifyRequest) => Promise<string>;
}

/** Limits API calls by credential or address, and attempts to sign in by address. */
export async function registerRateLimit(app: FastifyInstance, { max, redis, keyOf }: RateLimitOptions): Promise<void> {
  await app.register(rateLimit, { global: false, nameSpace: "surety:rate:", ...(redis === undefined ? {} : { redis, skipOnError: true }) });
  const signIn = app.createRateLimit({
    max: SIGN_IN.max,
    timeWindow: SIGN_IN.windowSeconds * 1000,
    keyGenerator: ({ ip }) => `sign-in:${ip}`,
  });
  const previews =
    max === 0
      ? undefined
      : app.createRateLimit({
          max: PREVIEWS.max,
          timeWindow: PREVIEWS.windowSeconds * 1000,
          keyGenerator: async (request) => `preview:${await keyOf(request)}`,
        });
  const calls = max === 0 ? undefined : app.createRateLimit({ max, timeWindow: WINDOW_SECONDS * 1000, keyGenerator: keyOf });

  app.addHook("onRequest", async (request, reply) => {
    const path = request.url.split("?", 1)[0] ?? "";
    if (isSignIn(request.method, path)) await count(signIn, "sign-in", SIGN_IN, request, reply);
    else if (previews !== undefined && isPreview(request.method, path)) await count(previews, "previews", PREVIEWS, request, reply);
    else if (calls !== undefined && /^\/(?:v1|trpc|api)\//.test(path))
      await count(calls, "default", { max, windowSeconds: WINDOW_SECONDS }, request, reply);
  });
}

function isSignIn(method: string, path: string): boolean {
  return method === "POST" && /^\/api\/(?:auth\/(?:sign-in|sign-up|change-password|request-password-reset)|account\/)/.test(path);
}

/** A batch of calls may have several; it counts as one, and has at most twenty. */
function isPreview(method: string, path: string): boolean {
  return method === "POST" && (path === "/v1/lint-previews" || /^\/trpc\/.*lintPreviews\.create/.test(path));
}

/** Headers after draft-ietf-httpapi-ratelimit-headers-10. */
async function count(
  limiter: ReturnType<FastifyInstance["createRateLimit"]>,
  name: string,
  { max, windowSeconds }: { max: number; windowSeconds: number },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const state = await limiter(request);
  if (state.isAllowed) return;
  reply.header("ratelimit-policy", `"${name}";q=${max};w=${windowSeconds}`);
  reply.header("ratelimit", `"${name}";r=${Math.max(0, state.remaining)};t=${state.ttlInSeconds}`);
  if (!state.isExceeded) return;
  reply.header("retry-after", String(state.ttlInSeconds));
  throw new SuretyError(
    "rate_limited",
    `More than ${max} requests in ${windowSeconds} seconds; the next one is taken in ${state.ttlInSeconds} seconds.`,
  );
}
