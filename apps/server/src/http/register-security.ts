import cors from "@fastify/cors";
import { SuretyError } from "@surety/model/errors";
import type { FastifyInstance, FastifyRequest } from "fastify";

export interface SecurityOptions {
  /** Public origin of the server. */
  readonly url: string;
  readonly corsOrigins: readonly string[];
  /** Headers of every answer. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Headers of every answer, CORS for the listed origins only, and the refusal of what other sites send with our cookie. */
export async function registerSecurity(app: FastifyInstance, { url, corsOrigins, headers }: SecurityOptions): Promise<void> {
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(headers).header("x-request-id", request.id);
    done();
  });
  if (corsOrigins.length > 0) {
    await app.register(cors, {
      origin: [...corsOrigins],
      methods: ["GET", "HEAD", "POST", "PUT", "DELETE"],
      allowedHeaders: ["authorization", "content-type", "idempotency-key", "if-match", "if-none-match"],
      exposedHeaders: [
        "allow",
        "deprecation",
        "etag",
        "idempotent-replayed",
        "link",
        "location",
        "ratelimit",
        "ratelimit-policy",
        "retry-after",
        "sunset",
        "x-request-id",
      ],
      maxAge: 600,
    });
  }
  app.addHook("onRequest", (request, _reply, done) => {
    if (isSafe(request) || !isByCookie(request) || isSameOrigin(request, url)) return done();
    done(new SuretyError("cross_origin", "A page of another site sent this request with the session cookie of this one."));
  });
}

function isSafe({ method }: FastifyRequest): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

function isByCookie({ headers }: FastifyRequest): boolean {
  return headers.cookie !== undefined && headers.authorization === undefined;
}

/** A browser tells where a request comes from; a client that tells nothing is no browser, and no other site is behind it. */
function isSameOrigin({ headers, protocol, host }: FastifyRequest, url: string): boolean {
  if (headers.origin !== undefined) return headers.origin === url || headers.origin === `${protocol}://${host}`;
  const site = headers["sec-fetch-site"];
  return site === undefined || site === "same-origin" || site === "none";
}
