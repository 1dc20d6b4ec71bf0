import * as tables from "@surety/db/schema/auth";
import { OrganizationId } from "@surety/model/ids";
import { APIError, betterAuth, type BetterAuthPlugin } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { createAuthMiddleware } from "better-auth/api";
import { magicLink } from "better-auth/plugins/magic-link";
import { organization } from "better-auth/plugins/organization";
import { eq } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { FastifyBaseLogger } from "fastify";
import { withoutParameters } from "@surety/telemetry/without-parameters";
import { ac, roles } from "./roles.ts";
import { type AccountAudit, originOfHeaders } from "./account-audit.ts";
import { auditAuthCall } from "./audit-auth-calls.ts";
import { createOrganizationFor } from "./create-organization-for.ts";
import { firstOrganizationOf } from "./first-organization-of.ts";
import type { InvitationDoor } from "./invitation-door.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";

export const LINK_LIFETIME_SECONDS = 24 * 60 * 60;
/** That one person belongs to when they make a further one. */
const MAX_ORGANIZATIONS = 20;
const DEVICE_LIFETIME_SECONDS = 365 * 24 * 60 * 60;
/** Members, roles and invitations are Surety's own: one door, with its permissions and its audit log. */
const ORGANIZATION_PATHS: ReadonlySet<string> = new Set(["create", "list", "set-active"].map((name) => `/organization/${name}`));

export interface AuthParts {
  readonly database: PostgresJsDatabase;
  /** Public origin of the server. */
  readonly url: string;
  readonly secret: string;
  readonly signUp: "open" | "closed";
  readonly invitations: InvitationDoor;
  readonly throttle: SignInThrottle;
  readonly audit: AccountAudit;
  /** Gives a new organization its environments. */
  readonly setUpOrganization: (organizationId: OrganizationId) => Promise<unknown>;
  /** Takes each sign-in link that is issued; there is no other way to see one. */
  readonly onSignInLink: (url: string) => void;
  /** Ways to sign in besides passwords and links. */
  readonly plugins: readonly BetterAuthPlugin[];
  readonly log: FastifyBaseLogger;
}

export type Auth = ReturnType<typeof createAuth>;

/** Sign-in, sessions and organizations, on better-auth. Its limits are off: the server's own cover every address. */
export function createAuth({
  database,
  url,
  secret,
  signUp,
  invitations,
  throttle,
  audit,
  setUpOrganization,
  onSignInLink,
  plugins,
  log,
}: AuthParts) {
  const isSecure = url.startsWith("https:");
  const device = {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure,
    path: "/api/auth",
    maxAge: DEVICE_LIFETIME_SECONDS,
  } as const;
  const deviceCookie = isSecure ? "__Secure-surety.device" : "surety.device";
  return betterAuth({
    appName: "Surety",
    baseURL: url,
    basePath: "/api/auth",
    secret,
    database: drizzleAdapter(database, { provider: "pg", schema: tables }),
    trustedOrigins: (request) => [url, ...originOf(request)],
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 256,
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: ({ user: { id } }, request) =>
        audit.record(id, { action: "password.put", origin: originOfHeaders(request?.headers), after: { by: "/reset-password" } }),
    },
    session: { expiresIn: 30 * 24 * 60 * 60, updateAge: 24 * 60 * 60 },
    // A copy of the database opens no account.
    verification: { storeIdentifier: { default: "plain", overrides: { "reset-password:": "hashed" } } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    onAPIError: {
      onError: (error) => {
        if (!(error instanceof APIError)) log.error({ err: error, part: "auth" }, "a sign-in request failed");
      },
    },
    logger: {
      level: "warn",
      log: (level, message) => log[level === "error" ? "error" : "warn"]({ part: "auth" }, withoutParameters(message)),
    },
    advanced: {
      // `__Host-`: no other name of the domain, and no page without TLS, can set the session. Its own prefix would be `__Secure-`.
      cookiePrefix: isSecure ? "__Host-surety" : "surety",
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isSecure, httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { ipAddressHeaders: ["x-surety-address"] },
    },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        const { path, body } = context;
        if (path.startsWith("/organization/") && !ORGANIZATION_PATHS.has(path)) throw new APIError("NOT_FOUND");
        if (path === "/sign-in/email") await takeTry(throttle, body, context.getCookie(deviceCookie) ?? null);
        if (path === "/sign-up/email" && (signUp === "closed" || hasInvitation(body)) && (await invitations.ofSignUp(body)) === null)
          throw new APIError("FORBIDDEN", {
            code: "SIGN_UP_CLOSED",
            message: hasInvitation(body)
              ? "This invitation is accepted, revoked or expired, or it is for another address."
              : "Sign-up is closed here: ask a member of your organization for an invitation.",
          });
      }),
      after: createAuthMiddleware(async (context) => {
        await auditAuthCall(audit, database, context);
        const email = context.context.newSession?.user.email;
        if (email === undefined) return;
        if (context.path === "/sign-in/email") await throttle.forget(email, context.getCookie(deviceCookie) ?? null);
        context.setCookie(deviceCookie, throttle.deviceFor(email), device);
      }),
    },
    databaseHooks: {
      user: {
        create: {
          after: async (user, context) => {
            const invitation = await invitations.ofSignUp(context?.body);
            if (invitation !== null) {
              await invitations.accept(user, invitation);
              // Who invited has vouched for the address.
              await database.update(tables.user).set({ emailVerified: true }).where(eq(tables.user.id, user.id));
              return;
            }
            await setUpOrganization(
              await createOrganizationFor(database, { userId: user.id, name: `${user.name || user.email}'s organization` }),
            );
          },
        },
      },
      session: {
        create: {
          before: async (session) => ({ data: { ...session, activeOrganizationId: await firstOrganizationOf(database, session.userId) } }),
        },
      },
    },
    plugins: [
      organization({
        ac,
        roles,
        disableOrganizationDeletion: true,
        organizationLimit: MAX_ORGANIZATIONS,
        organizationHooks: {
          afterCreateOrganization: async ({ organization: created }) => void (await setUpOrganization(OrganizationId.parse(created.id))),
        },
      }),
      magicLink({
        disableSignUp: true,
        expiresIn: LINK_LIFETIME_SECONDS,
        storeToken: "hashed",
        sendMagicLink: async ({ url: link }) => onSignInLink(link),
      }),
      ...plugins,
    ],
    // Links are issued by the server itself at its start, never for whoever asks.
    // Sessions are listed and ended by /v1/sessions, which shows no cookies; a password is only ever tried by signing in.
    // Links to a new password are asked for at /api/account/password-reset, which answers the same for everybody.
    disabledPaths: ["/sign-in/magic-link", "/request-password-reset", "/list-sessions", "/revoke-session", "/verify-password"],
  });
}

/** The address that the request itself went to: a page of it may call it, whatever name the server is reached by. */
function originOf(request: Request | undefined): string[] {
  return request === undefined ? [] : [new URL(request.url).origin];
}

/** Counts a try to sign in; @throws APIError 429 when the account takes none yet. */
async function takeTry(throttle: SignInThrottle, body: unknown, device: string | null): Promise<void> {
  const email: unknown = typeof body === "object" && body !== null ? Reflect.get(body, "email") : undefined;
  if (typeof email !== "string" || email.length > 254) return;
  const seconds = await throttle.take(email, device);
  if (seconds === 0) return;
  const message = `Too many tries for this account. The next one is looked at in ${seconds} seconds.`;
  throw new APIError("TOO_MANY_REQUESTS", { code: "TOO_MANY_TRIES", message }, { "retry-after": String(seconds) });
}

function hasInvitation(body: unknown): boolean {
  return typeof body === "object" && body !== null && "invitation" in body && body.invitation !== undefined;
}
