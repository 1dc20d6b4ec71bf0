import { STATUS_CODES } from "node:http";
import { Agent } from "undici";
import type { AddressKind } from "./address-kind.ts";
import { EgressError, type EgressErrorCode } from "./egress-error.ts";
import type { EgressPolicy } from "./egress-policy.ts";
import { failureOf } from "./failure-of.ts";
import { guardedConnector } from "./guarded-connector.ts";
import { ACCEPTED_ENCODINGS, bodyTooLarge, readBody } from "./read-body.ts";
import { readTarget, type Target } from "./read-target.ts";
import { type Resolve, resolveName } from "./resolve-name.ts";
import { requestHeaders } from "./request-headers.ts";
import { shownUrl } from "./shown-url.ts";
import { Turnstile } from "./turnstile.ts";

export interface EgressOptions {
  readonly policy: EgressPolicy;
  readonly resolve?: Resolve;
  /** Of one name. */
  readonly resolveWithinMs?: number;
  /** A forward proxy of the operator, `http://user:password@proxy:3128`; it is trusted, and not judged. */
  readonly proxy?: string;
  /** Certificates (PEM) to trust besides those of Node. */
  readonly ca?: string;
  /** Requests at the same time, of one organization and to one host and port. */
  readonly maxPerOrganization?: number;
  readonly maxPerTarget?: number;
  /** Hears why each request failed. */
  readonly onFailure?: (code: EgressErrorCode) => void;
}

export interface EgressRequest {
  /** On whose behalf: no two organizations share a connection. */
  readonly organization: string;
  /** As the user wrote it. */
  readonly url: string;
  readonly method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** All but `accept` and `user-agent` are credentials: no other origin gets them. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** 5 at most and by default; 0 gives the redirect itself as the response. */
  readonly maxRedirects?: number;
  /** Refuses redirects to another origin. */
  readonly staysAtOrigin?: boolean;
  /** Of the decoded body. */
  readonly maxBytes?: number;
  /** For everything together: waiting for a turn, redirects, the body. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface EgressResponse {
  /** After redirects. */
  readonly url: string;
  readonly status: number;
  /** What HTTP calls that status; empty when it has no name. */
  readonly statusText: string;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
  /** Whether a redirect left the origin, so that headers were not sent on. */
  readonly leftOrigin: boolean;
}

const MAX_REDIRECTS = 5;
const MAX_BYTES = 5 * 1024 * 1024;
const TIMEOUT_MS = 30_000;
const MAX_HEADER_BYTES = 32 * 1024;
const MAX_WAITING = 200;
/** Organizations whose idle connections are kept. */
const MAX_AGENTS = 200;

interface KeptAgent {
  readonly agent: Agent;
  /** Of each origin that it is connected with. */
  readonly kinds: Map<string, AddressKind>;
  inUse: number;
}

/**
 * The door by which addresses that users give are reached: nothing else in Surety opens connections to them. Addresses
 * are judged by a policy at every connection and every redirect; time, size, redirects and concurrency are limited.
 */
export class Egress {
  readonly #options: EgressOptions;
  readonly #proxy: URL | null;
  readonly #organizations: Turnstile;
  readonly #targets: Turnstile;
  readonly #agents = new Map<string, KeptAgent>();

  constructor(options: EgressOptions) {
    this.#options = options;
    this.#proxy = options.proxy === undefined ? null : new URL(options.proxy);
    this.#organizations = new Turnstile(options.maxPerOrganization ?? 20, MAX_WAITING);
    this.#targets = new Turnstile(options.maxPerTarget ?? 6, MAX_WAITING);
  }

  /** Sends a request and reads its whole answer; a status of any kind is an answer. @throws EgressError, and nothing else. */
  async request(request: EgressRequest): Promise<EgressResponse> {
    const { timeoutMs = TIMEOUT_MS } = request;
    const shown = shownUrl(request.url);
    const ended = new AbortController();
    const timer = setTimeout(() => ended.abort(late(shown, timeoutMs)), timeoutMs);
    const onAbort = (): void => ended.abort(aborted(shown, request.signal?.reason));
    request.signal?.addEventListener("abort", onAbort, { once: true });
    if (request.signal?.aborted) onAbort();
    let leave: (() => void) | undefined;
    try {
      leave = await this.#organizations.enter(request.organization, ended.signal);
      return await this.#follow(request, ended.signal);
    } catch (error) {
      const failure = failureOf(ended.signal.aborted ? ended.signal.reason : error, shown);
      this.#options.onFailure?.(failure.code);
      throw failure;
    } finally {
      leave?.();
      clearTimeout(timer);
      request.signal?.removeEventListener("abort", onAbort);
    }
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    const kept = [...this.#agents.values()];
    this.#agents.clear();
    await Promise.all(kept.map(({ agent }) => agent.destroy()));
  }

  async #follow(request: EgressRequest, signal: AbortSignal): Promise<EgressResponse> {
    const most = Math.min(request.maxRedirects ?? MAX_REDIRECTS, MAX_REDIRECTS);
    let hop: Hop = { target: readTarget(request.url), policy: this.#options.policy, leftOrigin: false, sent: request };
    for (let count = 0; ; count += 1) {
      const { response, kind } = await this.#send(hop, request, signal).catch((error: unknown) => {
        throw count === 0 ? error : viaRedirect(failureOf(error, shownUrl(hop.target.url.href)), request.url);
      });
      const location = response.headers["location"];
      if (!isRedirect(response.status) || typeof location !== "string" || request.maxRedirects === 0) return response;
      if (count >= most) throw tooMany(request.url, hop.target, most);
      hop = nextHop(hop, { location, status: response.status, kind, request });
    }
  }

  async #send(hop: Hop, request: EgressRequest, signal: AbortSignal): Promise<{ response: EgressResponse; kind: AddressKind }> {
    const { target, policy, sent, leftOrigin } = hop;
    const { url } = target;
    const { method = "GET", body } = sent;
    const headers = requestHeaders(sent.headers ?? {}, leftOrigin);
    const leave = await this.#targets.enter(`${target.host}:${target.port}`, signal);
    const kept = this.#agentOf(request.organization, policy);
    kept.inUse += 1;
    try {
      const answer = await kept.agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers: { ...headers, "accept-encoding": ACCEPTED_ENCODINGS },
        body: body ?? null,
        signal,
      });
      const { maxBytes = MAX_BYTES } = request;
      const shown = shownUrl(url.href);
      const isUnread = isRedirect(answer.statusCode) && request.maxRedirects !== 0 && answer.headers["location"] !== undefined;
      const hasNone = isUnread || method === "HEAD" || answer.statusCode === 204 || answer.statusCode === 304;
      if (hasNone) answer.body.on("error", () => undefined).destroy();
      else if (Number(answer.headers["content-length"] ?? 0) > maxBytes) {
        answer.body.on("error", () => undefined).destroy();
        throw bodyTooLarge(shown, maxBytes);
      }
      const encoding = [answer.headers["content-encoding"] ?? []].flat().join(",");
      const bytes = hasNone ? new Uint8Array() : await readBody(answer.body, { shown, encoding, maxBytes });
      const status = answer.statusCode;
      const response = { url: url.href, status, statusText: STATUS_CODES[status] ?? "", headers: answer.headers, body: bytes, leftOrigin };
      return { response, kind: kept.kinds.get(url.origin) ?? "public" };
    } catch (error) {
      throw signal.aborted ? error : failureOf(error, shownUrl(url.href));
    } finally {
      kept.inUse -= 1;
      leave();
    }
  }

  /** Pooled connections are not judged again: they belong to one organization and one policy. */
  #agentOf(organization: string, policy: EgressPolicy): KeptAgent {
    const key = `${policy === this.#options.policy ? "first" : "next"} ${organization}`;
    const known = this.#agents.get(key);
    this.#agents.delete(key);
    const kept = known ?? this.#newAgent(policy);
    this.#agents.set(key, kept);
    if (this.#agents.size > MAX_AGENTS) {
      const [idle] = [...this.#agents].filter(([, { inUse }]) => inUse === 0);
      if (idle) {
        this.#agents.delete(idle[0]);
        void idle[1].agent.destroy();
      }
    }
    return kept;
  }

  #newAgent(policy: EgressPolicy): KeptAgent {
    const kinds = new Map<string, AddressKind>();
    const { resolve = resolveName, resolveWithinMs = 2_000, ca } = this.#options;
    const onConnect = (origin: string, kind: AddressKind): void => void kinds.set(origin, kind);
    const connect = guardedConnector({
      policy,
      resolve,
      resolveWithinMs,
      proxy: this.#proxy,
      onConnect,
      ...(ca === undefined ? {} : { ca }),
    });
    const agent = new Agent({ connect, maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: 4_000, pipelining: 1, allowH2: false });
    return { agent, kinds, inUse: 0 };
  }
}

interface Hop {
  readonly target: Target;
  readonly policy: EgressPolicy;
  readonly leftOrigin: boolean;
  readonly sent: Pick<EgressRequest, "method" | "headers" | "body">;
}

interface Redirect {
  readonly location: string;
  readonly status: number;
  /** Of the address that redirects. */
  readonly kind: AddressKind;
  readonly request: EgressRequest;
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/** Where a redirect leads: read as strictly as the first address. What has left its origin once has left it for good. */
function nextHop(hop: Hop, { location, status, kind, request }: Redirect): Hop {
  const shown = shownUrl(hop.target.url.href);
  const refused = (what: string, hint: string): EgressError => new EgressError("redirect_refused", `${shown} ${what}.`, { hint });
  let target: Target;
  try {
    // Only what is relative is resolved; what names a host is read as it stands.
    target = readTarget(/^[a-z][a-z0-9+.-]*:/i.test(location) ? location : new URL(checkedRelative(location), hop.target.url).href);
  } catch (error) {
    if (error instanceof EgressError) throw viaRedirect(error, request.url);
    throw refused("redirects to what is no address", "Name the address that has the document.");
  }
  const isSame = target.url.origin === hop.target.url.origin;
  if (!isSame && request.staysAtOrigin)
    throw refused(`redirects to another origin, ${target.url.origin}`, "Name what it redirects to, if you mean it.");
  const { method = "GET", body, ...rest } = hop.sent;
  const isRepeated = status === 307 || status === 308 || method === "GET" || method === "HEAD";
  if (!isSame && isRepeated && body !== undefined)
    throw refused(`redirects what is sent to it to another origin, ${target.url.origin}`, "Name that address itself, if you mean it.");
  const sent = isRepeated ? hop.sent : { ...rest, method: "GET" as const };
  const policy = kind === "public" ? (hop.policy.afterPublic ?? hop.policy) : hop.policy;
  return { target, policy: isSame ? hop.policy : policy, leftOrigin: hop.leftOrigin || !isSame, sent };
}

function checkedRelative(location: string): string {
  readTarget(`http://host/${location.replace(/^\/+/, "")}`);
  return location;
}

function viaRedirect(error: EgressError, from: string): EgressError {
  return new EgressError(error.code, `${shownUrl(from)} redirects: ${error.message}`, { hint: error.hint, cause: error });
}

function tooMany(from: string, { url }: Target, most: number): EgressError {
  return new EgressError("too_many_redirects", `${shownUrl(from)} redirects more than ${most} times, last from ${shownUrl(url.href)}.`, {
    hint: "It may go round in circles, often because a sign-in is missing. Name the address that has the document.",
  });
}

function late(shown: string, timeoutMs: number): EgressError {
  return new EgressError("timeout", `${shown} was not answered completely within ${timeoutMs / 1000} s.`, {
    hint: "Check that the server runs and is not overloaded.",
  });
}

function aborted(shown: string, cause: unknown): EgressError {
  return new EgressError("aborted", `The request to ${shown} was stopped.`, { hint: "Nothing is left to do.", cause });
}
