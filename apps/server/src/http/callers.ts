import { hash } from "node:crypto";
import type { Caller } from "@surety/model/callers";
import type { FastifyRequest } from "fastify";

type Found = Caller | null | Promise<Caller | null>;

/** Held by the request itself: a weak map of requests, which die young, costs more than all that it is asked for. */
const FOUND: unique symbol = Symbol("caller");
declare module "fastify" {
  interface FastifyRequest {
    [FOUND]?: Found;
  }
}

const REMEMBER_MS = 5_000;
const MAX_REMEMBERED = 10_000;

export interface CallersOptions {
  /** The caller that a bearer token stands for; throws `token_invalid`. */
  readonly ofToken: (secret: string) => Promise<Caller>;
  /** The caller that a cookie header stands for, if any, in the organization that it names; throws `forbidden` for one that is not theirs. */
  readonly ofCookie: (cookie: string, organization: string | undefined) => Promise<Caller | null>;
}

export interface Callers {
  /** Who sent the request; null without a credential. A token wins over a cookie. Throws `token_invalid`. */
  of(request: FastifyRequest): Caller | null | Promise<Caller | null>;
  /** The same without asking anybody; undefined when nobody has found out. */
  known(request: FastifyRequest): Caller | null | undefined;
}

/** Finds out once for each request who sent it. A good token is remembered for five seconds: so long may a revoked one still work. */
export function createCallers({ ofToken, ofCookie }: CallersOptions): Callers {
  const remembered = new Map<string, { caller: Caller; until: number }>();

  function callerOfToken(secret: string): Caller | Promise<Caller> {
    const key = hash("sha256", secret, "base64");
    const known = remembered.get(key);
    return known !== undefined && known.until > Date.now() ? known.caller : askForToken(secret, key);
  }

  async function askForToken(secret: string, key: string): Promise<Caller> {
    const caller = await ofToken(secret);
    remembered.delete(key);
    if (remembered.size >= MAX_REMEMBERED) for (const oldest of remembered.keys()) if (remembered.delete(oldest)) break;
    remembered.set(key, { caller, until: Date.now() + REMEMBER_MS });
    return caller;
  }

  function find(request: FastifyRequest): Caller | null | Promise<Caller | null> {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined) return callerOfToken(bearerOf(authorization));
    return cookie === undefined ? null : ofCookie(cookie, organizationOf(request));
  }

  return {
    of(request) {
      const known = request[FOUND];
      if (known !== undefined) return known;
      const caller = find(request);
      request[FOUND] = caller;
      if (caller instanceof Promise)
        caller
          .then((one) => {
            request[FOUND] = one;
          })
          .catch(() => {});
      return caller;
    },
    known(request) {
      const caller = request[FOUND];
      return caller instanceof Promise ? undefined : caller;
    },
  };
}

/**
 * The organization that a page of the dashboard shows, so that two of them in one browser do not mix: by a header, or, for a
 * stream of events, which has none, in the address.
 */
function organizationOf({ headers, url }: FastifyRequest): string | undefined {
  const named = headers["x-surety-organization"];
  if (typeof named === "string" && named !== "") return named;
  const start = url.startsWith("/trpc/") ? url.indexOf("?") : -1;
  return (start < 0 ? null : new URLSearchParams(url.slice(start)).get("organization")) || undefined;
}

/** The token of an `Authorization` header; the empty string, which is no token, for any other scheme. */
function bearerOf(authorization: string): string {
  return /^bearer\s+(\S+)\s*$/i.exec(authorization)?.[1] ?? "";
}
