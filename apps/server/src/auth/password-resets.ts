import type { Deps } from "@surety/domain/deps";
import { promiseMail } from "@surety/domain/mails/promise-mail";
import { SuretyError } from "@surety/model/errors";
import { OrganizationId } from "@surety/model/ids";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { FastifyBaseLogger } from "fastify";
import type { Auth } from "./create-auth.ts";
import { firstOrganizationOf } from "./first-organization-of.ts";
import { issuePasswordLink } from "./issue-password-link.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";

/** How somebody who has forgotten a password gets another one by mail. */
export interface PasswordResets {
  /** Whether mail is configured. */
  readonly isOffered: boolean;
  /**
   * Has a link sent, if the address has an account. Returns before anybody has looked: neither what is answered nor how long
   * it takes tells whether it does. @throws SuretyError `forbidden` without mail, `rate_limited` for too many of one address
   */
  request(email: string): Promise<void>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

export interface PasswordResetParts {
  readonly deps: Pick<Deps, "transact" | "secrets" | "mail">;
  readonly auth: Auth;
  readonly database: PostgresJsDatabase;
  readonly throttle: SignInThrottle;
  readonly log: FastifyBaseLogger;
}

export function createPasswordResets({ deps, auth, database, throttle, log }: PasswordResetParts): PasswordResets {
  const underway = new Set<Promise<void>>();
  const send = async (email: string) => {
    const link = await issuePasswordLink(auth, email);
    const organization = link && (await firstOrganizationOf(database, link.userId));
    if (link === null || organization === null) return;
    await deps.transact((tx) =>
      promiseMail(deps, tx, OrganizationId.parse(organization), (origin) => ({
        kind: "password-reset",
        to: link.email,
        link: `${origin}${link.path}`,
        expiresAt: link.expiresAt,
      })),
    );
  };
  return {
    isOffered: deps.mail !== undefined,
    async request(email) {
      if (deps.mail === undefined)
        throw new SuretyError("forbidden", "This server sends no mail.", { hint: "Ask whoever runs it for a link to a new password." });
      const seconds = await throttle.take(`password-reset ${email}`, null);
      if (seconds > 0) throw new SuretyError("rate_limited", `Too many links were asked for. The next one is sent in ${seconds} seconds.`);
      const work = send(email)
        .catch((error: unknown) => log.error({ err: error, part: "auth" }, "a link to a new password was not sent"))
        .finally(() => underway.delete(work));
      underway.add(work);
    },
    async close() {
      await Promise.all(underway);
    },
  };
}
