import type { TrustedPublisherRepository } from "@surety/domain/trusted-publishers/trusted-publisher-repository";
import { OrganizationId, type TrustedPublisherId } from "@surety/model/ids";
import type { TrustedPublisher } from "@surety/model/trusted-publishers";
import { and, asc, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { storable } from "./contracts.ts";
import { organization } from "../schema/auth.ts";
import { trustedPublishers, usedIdTokens } from "../schema/trusted-publishers.ts";

type Row = typeof trustedPublishers.$inferSelect;

export function createTrustedPublishers(connection: Connection): TrustedPublisherRepository {
  const identified = (organizationId: OrganizationId, id: TrustedPublisherId) =>
    and(eq(trustedPublishers.organizationId, organizationId), eq(trustedPublishers.id, id));
  return {
    async findFor(issuer, repository) {
      const { id, name, slug } = organization;
      const rows = await connection
        .select({ rule: trustedPublishers, owner: { id, name, slug } })
        .from(trustedPublishers)
        .innerJoin(organization, eq(organization.id, trustedPublishers.organizationId))
        .where(and(eq(trustedPublishers.issuer, issuer), eq(trustedPublishers.repository, repository)))
        .orderBy(asc(trustedPublishers.createdAt), asc(trustedPublishers.id));
      return rows.map(({ rule, owner }) => ({
        organization: { ...owner, id: OrganizationId.parse(owner.id) },
        publisher: toPublisher(rule),
      }));
    },
    async find(organizationId, id) {
      const [row] = await connection.select().from(trustedPublishers).where(identified(organizationId, id));
      return row === undefined ? null : toPublisher(row);
    },
    async list(organizationId, { before, limit }) {
      const { createdAt, id } = trustedPublishers;
      const isEarlier = before === null ? undefined : sql`(${createdAt}, ${id}) < (${before.createdAt}::timestamptz, ${before.id}::uuid)`;
      const rows = await connection
        .select()
        .from(trustedPublishers)
        .where(and(eq(trustedPublishers.organizationId, organizationId), isEarlier))
        .orderBy(desc(createdAt), desc(id))
        .limit(limit);
      return rows.map(toPublisher);
    },
    async insert(organizationId, { id, ...rule }) {
      const [row] = await connection
        .insert(trustedPublishers)
        .values({ organizationId, ...(id === undefined ? {} : { id }), ...rule, ...storableTexts(rule) })
        .returning();
      if (row === undefined) throw new Error("an insert returned no row");
      return toPublisher(row);
    },
    async delete(organizationId, id) {
      const rows = await connection.delete(trustedPublishers).where(identified(organizationId, id)).returning({ id: trustedPublishers.id });
      return rows.length > 0;
    },
    async use(organizationId, id, repositoryId) {
      const isSame = or(isNull(trustedPublishers.repositoryId), eq(trustedPublishers.repositoryId, repositoryId));
      const rows = await connection
        .update(trustedPublishers)
        .set({ repositoryId, lastUsedAt: sql`now()` })
        .where(and(identified(organizationId, id), isSame))
        .returning({ id: trustedPublishers.id });
      return rows.length > 0;
    },
    async takeIdToken(digest, expiresAt) {
      await connection.delete(usedIdTokens).where(lt(usedIdTokens.expiresAt, sql`now() - interval '1 hour'`));
      const rows = await connection
        .insert(usedIdTokens)
        .values({ digest, expiresAt })
        .onConflictDoNothing()
        .returning({ expiresAt: usedIdTokens.expiresAt });
      return rows.length > 0;
    },
  };
}

/** A character that the database does not take is in no name that an issuer tells: the rule then fits no run. */
function storableTexts({ repository, ref, environment, workflow }: Pick<Row, "repository" | "ref" | "environment" | "workflow">) {
  const text = (value: string | null) => value && storable(value);
  return { repository: storable(repository), ref: text(ref), environment: text(environment), workflow: text(workflow) };
}

function toPublisher({ organizationId: _, createdAt, lastUsedAt, ...row }: Row): TrustedPublisher {
  return { ...row, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null };
}
