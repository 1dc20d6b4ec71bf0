import { user } from "@surety/db/schema/auth";
import { APIError } from "better-auth";
import { type createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { eq } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { z } from "zod";
import { type AccountAudit, type AccountEntry, originOfHeaders } from "./account-audit.ts";

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

const SIGN_INS: ReadonlySet<string> = new Set(["/sign-in/email", "/sign-up/email", "/magic-link/verify", "/oidc/callback"]);
const Created = z.looseObject({ id: z.string(), name: z.string(), slug: z.string() });
const Email = z.looseObject({ email: z.string().max(254) });

/** Writes down what better-auth has done for somebody, and the passwords that it did not take: never the password itself. */
export async function auditAuthCall(audit: AccountAudit, database: PostgresJsDatabase, context: Context): Promise<void> {
  const { path, body } = context;
  const { newSession, session, returned } = context.context;
  const origin = originOfHeaders(context.headers);
  if (newSession != null && SIGN_INS.has(path))
    return audit.record(newSession.user.id, { action: "session.created", resource: newSession.session.id, origin, after: { by: path } });
  if (returned instanceof APIError) {
    const email = path === "/sign-in/email" && returned.status === "UNAUTHORIZED" ? Email.safeParse(body).data?.email : undefined;
    if (email !== undefined) audit.refused(() => findUser(database, email), origin);
    return;
  }
  const entry = entryOf(path, body, returned);
  if (entry === null) return;
  const found = session ?? (await getSessionFromCtx(context));
  if (found !== null) await audit.record(found.user.id, { ...entry, origin });
}

/** What a call that worked is in the log; null for what changes nothing of anybody's. */
function entryOf(path: string, body: unknown, returned: unknown): Omit<AccountEntry, "origin"> | null {
  switch (path) {
    case "/change-password":
    case "/set-password":
      return { action: "password.put" };
    case "/update-user":
    case "/unlink-account":
      return { action: "account.put", after: z.record(z.string(), z.union([z.string(), z.null()])).safeParse(body).data ?? null };
    case "/revoke-sessions":
    case "/revoke-other-sessions":
      return { action: "session.deleted", after: { by: path } };
    case "/organization/create": {
      const { data } = Created.safeParse(returned);
      return data === undefined
        ? null
        : { action: "organization.created", resource: data.id, organization: data.id, after: { name: data.name, slug: data.slug } };
    }
    default:
      return null;
  }
}

async function findUser(database: PostgresJsDatabase, email: string): Promise<string | null> {
  const [found] = await database.select({ id: user.id }).from(user).where(eq(user.email, email.toLowerCase())).limit(1);
  return found?.id ?? null;
}
