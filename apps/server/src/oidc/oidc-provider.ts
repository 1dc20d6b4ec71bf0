import { createHash, randomBytes } from "node:crypto";
import type { Egress } from "@surety/egress/egress";
import { createLocalJWKSet, jwtVerify } from "jose";
import { z } from "zod";

export interface OidcProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends people back to. */
  readonly redirectUri: string;
  readonly egress: Pick<Egress, "request">;
}

export interface OidcPerson {
  /** The provider's own name of the person, which never changes. */
  readonly subject: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string;
}

export interface OidcProvider {
  authorizationUrl(pending: { readonly state: string; readonly nonce: string; readonly verifier: string }): Promise<string>;
  /** Who came back with this code. @throws Error when the provider or its token cannot be believed. */
  exchange(code: string, pending: { readonly nonce: string; readonly verifier: string }): Promise<OidcPerson>;
}

const MAX_BYTES = 256 * 1024;
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
const address = z.url({ protocol: /^https?$/ });
const Discovery = z.object({ issuer: z.string(), authorization_endpoint: address, token_endpoint: address, jwks_uri: address });
const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });
const Tokens = z.object({ id_token: z.string().max(16_384) });
const Claims = z.object({
  sub: z.string().min(1).max(255),
  nonce: z.string(),
  email: z.email().max(254),
  email_verified: z.union([z.boolean(), z.enum(["true", "false"])]).optional(),
  name: z.string().max(200).optional(),
});

/** Speaks to one OpenID Connect provider, through egress alone. What it says about itself is read at each sign-in. */
export function createOidcProvider({ issuer, clientId, clientSecret, redirectUri, egress }: OidcProviderOptions): OidcProvider {
  async function ask(url: string, form?: URLSearchParams): Promise<unknown> {
    if (issuer.startsWith("https:") && !url.startsWith("https:")) throw new Error(`${url} is without TLS`);
    const authorization = `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString("base64")}`;
    const sent =
      form === undefined
        ? {}
        : {
            method: "POST" as const,
            body: form.toString(),
            headers: { authorization, "content-type": "application/x-www-form-urlencoded" },
          };
    const answer = await egress.request({ organization: "surety", url, maxBytes: MAX_BYTES, timeoutMs: 10_000, maxRedirects: 0, ...sent });
    if (answer.status !== 200) throw new Error(`${url} answers with ${answer.status}`);
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(answer.body));
  }

  async function discover() {
    const discovery = Discovery.parse(await ask(`${issuer}/.well-known/openid-configuration`));
    if (discovery.issuer !== issuer) throw new Error(`${issuer} calls itself ${discovery.issuer}`);
    return discovery;
  }

  return {
    async authorizationUrl({ state, nonce, verifier }) {
      const url = new URL((await discover()).authorization_endpoint);
      const parameters = {
        response_type: "code",
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: "openid email profile",
        state,
        nonce,
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256",
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return url.href;
    },
    async exchange(code, { nonce, verifier }) {
      const { token_endpoint, jwks_uri } = await discover();
      const form = new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: redirectUri, code_verifier: verifier });
      const { id_token } = Tokens.parse(await ask(token_endpoint, form));
      const keys = createLocalJWKSet(KeySet.parse(await ask(jwks_uri)));
      const { payload } = await jwtVerify(id_token, keys, {
        issuer,
        audience: clientId,
        algorithms: ALGORITHMS,
        clockTolerance: 30,
        requiredClaims: ["exp", "iat", "sub"],
      });
      const claims = Claims.parse(payload);
      if (claims.nonce !== nonce) throw new Error("the token is for another sign-in");
      const email = claims.email.toLowerCase();
      const emailVerified = claims.email_verified === true || claims.email_verified === "true";
      return { subject: claims.sub, email, emailVerified, name: claims.name ?? email };
    },
  };
}

export function randomText(): string {
  return randomBytes(32).toString("base64url");
}
