import type { Egress } from "@surety/egress/egress";
import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import type { FastifyBaseLogger } from "fastify";
import { z } from "zod";
import { createOidcProvider, type OidcProviderOptions, randomText } from "./oidc-provider.ts";

export interface OidcSignInOptions extends Omit<OidcProviderOptions, "egress" | "redirectUri"> {
  /** Public origin of the server. */
  readonly url: string;
  readonly egress: Pick<Egress, "request">;
  readonly signUp: "open" | "closed";
  readonly log: FastifyBaseLogger;
}

const PROVIDER = "oidc";
const PENDING_SECONDS = 10 * 60;
const Pending = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), target: z.string() });

/**
 * Sign-in by an OpenID Connect provider of the operator's: authorization code with PKCE, state and nonce. People are told
 * apart by the provider's `sub`; one whose verified e-mail address has an account here gets into that account.
 */
export function oidcSignIn({ url, signUp, log, ...provider }: OidcSignInOptions): BetterAuthPlugin {
  const cookie = url.startsWith("https:") ? "__Secure-surety.oidc" : "surety.oidc";
  const attributes = {
    httpOnly: true,
    sameSite: "lax",
    secure: url.startsWith("https:"),
    path: "/api/auth",
    maxAge: PENDING_SECONDS,
  } as const;
  const oidc = createOidcProvider({ ...provider, redirectUri: `${url}/api/auth/oidc/callback` });
  const failed = (code: string) => `${url}/sign-in?error=${code}`;

  return {
    id: "surety-oidc",
    endpoints: {
      oidcStart: createAuthEndpoint(
        "/oidc/start",
        { method: "GET", query: z.object({ target: z.string().max(2000).optional() }) },
        async (context) => {
          const asked = context.query.target ?? "/";
          const target = /^\/(?![/\\])/.test(asked) ? asked : "/";
          const pending = { state: randomText(), nonce: randomText(), verifier: randomText(), target };
          const address = await oidc.authorizationUrl(pending).catch((error: unknown) => {
            log.warn({ err: error, part: "auth" }, "the OpenID Connect provider does not answer");
            return null;
          });
          if (address === null) throw context.redirect(failed("OIDC_UNAVAILABLE"));
          await context.setSignedCookie(cookie, JSON.stringify(pending), context.context.secret, attributes);
          throw context.redirect(address);
        },
      ),
      oidcCallback: createAuthEndpoint(
        "/oidc/callback",
        { method: "GET", query: z.looseObject({ code: z.string().max(4000).optional(), state: z.string().max(200).optional() }) },
        async (context) => {
          const kept = await context.getSignedCookie(cookie, context.context.secret);
          context.setCookie(cookie, "", { ...attributes, maxAge: 0 });
          const pending = Pending.safeParse(parseJson(kept));
          const { code, state } = context.query;
          if (!pending.success || code === undefined || state !== pending.data.state) throw context.redirect(failed("OIDC_FAILED"));
          const person = await oidc.exchange(code, pending.data).catch((error: unknown) => {
            log.warn({ err: error, part: "auth" }, "a sign-in by OpenID Connect failed");
            return null;
          });
          if (person === null) throw context.redirect(failed("OIDC_FAILED"));
          const { internalAdapter } = context.context;
          const account = await internalAdapter.findAccountByKey({ accountId: person.subject, providerId: PROVIDER });
          let user = account === null ? null : await internalAdapter.findUserById(account.userId);
          if (user === null) {
            // Without proof of the address, whoever names it at the provider would get into somebody's account.
            if (!person.emailVerified) throw context.redirect(failed("OIDC_EMAIL_UNVERIFIED"));
            const known = await internalAdapter.findUserByEmail(person.email);
            // Nor may an account wait for its victim under an address that nobody has vouched for here.
            if (known !== null && !known.user.emailVerified) throw context.redirect(failed("OIDC_ACCOUNT_EXISTS"));
            if (known === null && signUp === "closed") throw context.redirect(failed("OIDC_NOT_INVITED"));
            user =
              known?.user ??
              (await internalAdapter.createUser({ email: person.email, emailVerified: true, name: person.name }, { method: "oidc" }));
            await internalAdapter.linkAccount({ userId: user.id, providerId: PROVIDER, accountId: person.subject });
          }
          const session = await internalAdapter.createSession(user.id);
          await setSessionCookie(context, { session, user });
          throw context.redirect(`${url}${pending.data.target}`);
        },
      ),
    },
  };
}

function parseJson(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
