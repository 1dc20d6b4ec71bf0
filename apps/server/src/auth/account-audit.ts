import type { AuditChange } from "@surety/domain/audit/audit-repository";
import type { Deps } from "@surety/domain/deps";
import { member } from "@surety/db/schema/auth";
import type { AuditAction } from "@surety/model/audit-entries";
import type { CallOrigin } from "@surety/model/callers";
import { OrganizationId, UserId } from "@surety/model/ids";
import { asc, eq } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { FastifyBaseLogger } from "fastify";

/** Entries for one person beyond so many organizations are not made. */
const MOST_ORGANIZATIONS = 50;

/** What happens to accounts and sessions, which belong to no organization: an entry in each that the person belongs to. */
export interface AccountAudit {
  /** What the person did. */
  record(userId: string, entry: AccountEntry): Promise<void>;
  /**
   * A try to sign in that was refused, with an address of theirs. Written later, so that the time of the answer does not
   * tell whether there is somebody to write it for.
   */
  refused(userId: () => Promise<string | null>, origin: CallOrigin | undefined): void;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

export interface AccountEntry extends AuditChange {
  readonly action: AuditAction;
  /** What was changed; the person, when it is left out. */
  readonly resource?: string;
  readonly origin: CallOrigin | undefined;
  /** In this one alone. */
  readonly organization?: string;
}

export function createAccountAudit(
  deps: Pick<Deps, "transact">,
  { database, log }: { readonly database: PostgresJsDatabase; readonly log: FastifyBaseLogger },
): AccountAudit {
  const underway = new Set<Promise<void>>();
  const organizationsOf = async (userId: string) => {
    const rows = await database
      .select({ id: member.organizationId })
      .from(member)
      .where(eq(member.userId, userId))
      .orderBy(asc(member.createdAt), asc(member.id))
      .limit(MOST_ORGANIZATIONS);
    return rows.map(({ id }) => OrganizationId.parse(id));
  };
  const refuse = async (find: () => Promise<string | null>, origin: CallOrigin | undefined) => {
    const userId = await find();
    if (userId === null) return;
    const organizations = await organizationsOf(userId);
    await deps.transact(async (tx) => {
      for (const organizationId of organizations) {
        const who = { type: "system" as const, organizationId, name: "sign-in", ...(origin === undefined ? {} : { origin }) };
        await tx.audit.record(who, "session.refused", userId);
      }
    });
  };
  return {
    async record(userId, { action, resource = userId, origin, organization, ...change }) {
      const organizations = organization === undefined ? await organizationsOf(userId) : [OrganizationId.parse(organization)];
      const who = { type: "member" as const, userId: UserId.parse(userId), role: "viewer" as const, scopes: [] };
      await deps.transact(async (tx) => {
        for (const organizationId of organizations)
          await tx.audit.record({ ...who, organizationId, ...(origin === undefined ? {} : { origin }) }, action, resource, change);
      });
    },
    refused(find, origin) {
      const work: Promise<void> = refuse(find, origin)
        .catch((error: unknown) => log.error({ err: error, part: "auth" }, "a refused sign-in was not written down"))
        .finally(() => underway.delete(work));
      underway.add(work);
    },
    async close() {
      await Promise.all(underway);
    },
  };
}

/** Where a request came from, by the headers that `webHeaders` sets. */
export function originOfHeaders(headers: Headers | undefined): CallOrigin | undefined {
  const address = headers?.get("x-surety-address");
  const requestId = headers?.get("x-surety-request");
  if (address == null || requestId == null) return undefined;
  return { address, userAgent: headers?.get("user-agent") ?? null, requestId };
}
