import { createHash } from "node:crypto";
import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import { SuretyError } from "@surety/model/errors";
import type { FastifyInstance, FastifyRequest } from "fastify";

export interface SecurityOptions {
  /** Public origin of the server. */
  readonly url: string;
  readonly corsOrigins: readonly string[];
  /** The page that the browser is given, for the hashes of what is written inline in it. */
  readonly indexHtml: string | undefined;
}

/** Headers of every answer, CORS for the listed origins only, and the refusal of what other sites send with our cookie. */
export async function registerSecurity(app: FastifyInstance, { url, corsOrigins, indexHtml = "" }: SecurityOptions): Promise<void> {
  const secure = url.startsWith("https:");
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...inlineHashes(indexHtml, "script")],
        styleSrc: ["'self'", ...inlineHashes(indexHtml, "style")],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    frameguard: { action: "deny" },
    referrerPolicy: { policy: "same-origin" },
  });
  if (corsOrigins.length > 0) {
    await app.register(cors, {
      origin: [...corsOrigins],
      methods: ["GET", "HEAD", "POST", "PUT", "DELETE"],
      allowedHeaders: ["authorization", "content-type", "if-none-match"],
      exposedHeaders: ["etag", "link", "location", "ratelimit", "ratelimit-policy", "retry-after", "x-request-id"],
      maxAge: 600,
    });
  }
  app.addHook("onRequest", async (request) => {
    if (!isSafe(request) && isByCookie(request) && !isSameOrigin(request, url)) {
      throw new SuretyError("cross_origin", "A page of another site sent this request with the session cookie of this one.");
    }
  });
}

/** For the rare answers that are sent before any hook runs, such as to an address that cannot be decoded. */
export const BARE_SECURITY_HEADERS = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

function inlineHashes(html: string, element: "script" | "style"): string[] {
  const blocks = html.matchAll(new RegExp(`<${element}(?:\\s[^>]*)?>([\\s\\S]*?)</${element}>`, "g"));
  return [...blocks].flatMap(([, text]) => (text ? [`'sha256-${createHash("sha256").update(text).digest("base64")}'`] : []));
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
