import type { Egress } from "@surety/egress/egress";
import { SuretyError } from "@surety/model/errors";
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { z } from "zod";

const FRESH_MS = 10 * 60_000;
/** An unknown key makes the server ask again, but not more often than this: anybody can name one. */
const AGAIN_MS = 30_000;
/** A key that an issuer withdrew is believed no longer than this when the issuer does not answer. */
const STALE_MS = 24 * 60 * 60_000;
const MAX_BYTES = 256 * 1024;

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });
const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

interface Kept {
  readonly find: ReturnType<typeof createLocalJWKSet>;
  readonly readAt: number;
}

/** The signing keys of OpenID Connect issuers, fetched through egress and kept for ten minutes. */
export function createIssuerKeys(egress: Pick<Egress, "request">, clock: () => Date): (issuer: string) => JWTVerifyGetKey {
  const kept = new Map<string, Kept>();
  const reading = new Map<string, Promise<Kept>>();

  async function readJson(url: string): Promise<unknown> {
    const answer = await egress.request({
      organization: "surety",
      url,
      maxBytes: MAX_BYTES,
      timeoutMs: 10_000,
      maxRedirects: 2,
      staysAtOrigin: true,
    });
    if (answer.status !== 200) throw new Error(`${url} answers with ${answer.status}`);
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(answer.body));
  }

  async function readKeys(issuer: string): Promise<Kept> {
    const discovery = Discovery.parse(await readJson(`${issuer}/.well-known/openid-configuration`));
    if (discovery.issuer !== issuer) throw new Error(`it calls itself ${discovery.issuer}`);
    if (issuer.startsWith("https:") && !discovery.jwks_uri.startsWith("https:")) throw new Error("it gives its keys without TLS");
    const next: Kept = { find: createLocalJWKSet(KeySet.parse(await readJson(discovery.jwks_uri))), readAt: clock().getTime() };
    kept.set(issuer, next);
    return next;
  }

  async function refresh(issuer: string): Promise<Kept> {
    const running = reading.get(issuer) ?? readKeys(issuer).finally(() => reading.delete(issuer));
    reading.set(issuer, running);
    try {
      return await running;
    } catch (cause) {
      const old = kept.get(issuer);
      if (old !== undefined && clock().getTime() - old.readAt < STALE_MS) return old;
      throw new SuretyError(
        "overloaded",
        `The keys of ${issuer} cannot be read: ${cause instanceof Error ? cause.message : "it does not answer"}.`,
        {
          hint: "Try again in a minute. If it stays, the administrator checks that this server reaches the issuer.",
          cause,
        },
      );
    }
  }

  return (issuer) => async (header, token) => {
    const known = kept.get(issuer);
    const age = known === undefined ? Number.POSITIVE_INFINITY : clock().getTime() - known.readAt;
    const { find } = known !== undefined && age < FRESH_MS ? known : await refresh(issuer);
    try {
      return await find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || age < AGAIN_MS || age === Number.POSITIVE_INFINITY) throw error;
      return (await refresh(issuer)).find(header, token);
    }
  };
}
