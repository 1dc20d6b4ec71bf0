import * as tables from "@surety/db/schema/auth";
import { OrganizationId } from "@surety/model/ids";
import { APIError, betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { createAuthMiddleware } from "better-auth/api";
import { magicLink } from "better-auth/plugins/magic-link";
import { organization } from "better-auth/plugins/organization";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { FastifyBaseLogger } from "fastify";
import { withoutParameters } from "../http/without-parameters.ts";
import { ac, roles } from "./roles.ts";
import { createOrganizationFor } from "./create-organization-for.ts";
import { findInvitation } from "./find-invitation.ts";
import { firstOrganizationOf } from "./first-organization-of.ts";

export const LINK_LIFETIME_SECONDS = 24 * 60 * 60;

export interface AuthParts {
  readonly database: PostgresJsDatabase;
  /** Public origin of the server. */
  readonly url: string;
  readonly secret: string;
  readonly signUp: "open" | "closed";
  /** Gives a new organization its environments. */
  readonly setUpOrganization: (organizationId: OrganizationId) => Promise<unknown>;
  /** Takes each sign-in link that is issued; there is no other way to see one. */
  readonly onSignInLink: (url: string) => void;
  readonly log: FastifyBaseLogger;
}

export type Auth = ReturnType<typeof createAuth>;

/** Sign-in, sessions and organizations, on better-auth. Its limits are off: the server's own cover every address. */
export function createAuth({ database, url, secret, signUp, setUpOrganization, onSignInLink, log }: AuthParts) {
  return betterAuth({
    appName: "Surety",
    baseURL: url,
    basePath: "/api/auth",
    secret,
    database: drizzleAdapter(database, { provider: "pg", schema: tables }),
    trustedOrigins: (request) => [url, ...originOf(request)],
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 256, revokeSessionsOnPasswordReset: true },
    session: { expiresIn: 30 * 24 * 60 * 60, updateAge: 24 * 60 * 60 },
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
    advanced: { cookiePrefix: "surety", useSecureCookies: url.startsWith("https:"), ipAddress: { ipAddressHeaders: ["x-surety-address"] } },
    hooks: {
      before: createAuthMiddleware(async ({ path, body }) => {
        if (path !== "/sign-up/email" || signUp === "open") return;
        if ((await findInvitation(database, body)) !== null) return;
        throw new APIError("FORBIDDEN", {
          code: "SIGN_UP_CLOSED",
          message: "Sign-up is closed here: ask a member of your organization for an invitation.",
        });
      }),
    },
    databaseHooks: {
      user: {
        create: {
          after: async (user, context) => {
            if ((await findInvitation(database, context?.body)) !== null) return;
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
        invitationExpiresIn: 7 * 24 * 60 * 60,
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
    ],
    // Links are issued by the server itself at its start, never for whoever asks.
    disabledPaths: ["/sign-in/magic-link"],
  });
}

/** The address that the request itself went to: a page of it may call it, whatever name the server is reached by. */
function originOf(request: Request | undefined): string[] {
  return request === undefined ? [] : [new URL(request.url).origin];
}
