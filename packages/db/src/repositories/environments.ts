import type { EnvironmentRecord, EnvironmentRepository } from "@surety/domain/environments/environment-repository";
import { Policy } from "@surety/model/environments";
import { and, asc, eq, getTableColumns, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { storable } from "./contracts.ts";
import { environments } from "../schema/environments.ts";

/** Of an organization that are looked at. */
export const MOST_ENVIRONMENTS = 1000;

export function toEnvironmentRecord({
  id,
  name,
  position,
  policy,
  policyVersion,
  createdAt,
}: typeof environments.$inferSelect): EnvironmentRecord {
  return { id, environment: { name, position, policy: Policy.parse(policy), policyVersion, createdAt: createdAt.toISOString() } };
}

/** JSON as jsonb takes it. */
function storableJson(value: object): string {
  return JSON.stringify(value, (_, member: unknown) => (typeof member === "string" ? storable(member) : member));
}

export function createEnvironments(connection: Connection): EnvironmentRepository {
  return {
    async find(organizationId, name) {
      const [row] = await connection
        .select()
        .from(environments)
        .where(and(eq(environments.organizationId, organizationId), eq(environments.name, name)));
      return row === undefined ? null : toEnvironmentRecord(row);
    },
    async list(organizationId, { after, limit }) {
      const rows = await connection
        .select()
        .from(environments)
        .where(
          and(
            eq(environments.organizationId, organizationId),
            after === null ? undefined : sql`(${environments.position}, ${environments.name}) > (${after.position}, ${after.name})`,
          ),
        )
        .orderBy(asc(environments.position), asc(environments.name))
        .limit(limit);
      return rows.map(toEnvironmentRecord);
    },
    async lock(organizationId, name) {
      const rows = await connection
        .select({ id: environments.id })
        .from(environments)
        .where(and(eq(environments.organizationId, organizationId), eq(environments.name, name)))
        .for("no key update");
      return rows.length > 0;
    },
    async put(organizationId, { name, position, policy }) {
      const last = sql`(select coalesce(max(${environments.position}), -1) + 1 from ${environments} where ${environments.organizationId} = ${organizationId})`;
      const wanted = policy === undefined ? undefined : storableJson(policy);
      const [row] = await connection
        .insert(environments)
        .values({
          organizationId,
          name,
          position: position ?? last,
          policy: policy === undefined ? Policy.parse({}) : sql`${wanted}::jsonb`,
        })
        .onConflictDoUpdate({
          target: [environments.organizationId, environments.name],
          set: {
            name,
            ...(position === undefined ? {} : { position }),
            ...(policy === undefined
              ? {}
              : {
                  policy: sql`${wanted}::jsonb`,
                  policyVersion: sql`${environments.policyVersion} + (${environments.policy} <> ${wanted}::jsonb)::int`,
                }),
          },
        })
        .returning({ ...getTableColumns(environments), created: sql<boolean>`xmax = 0` });
      if (row === undefined) throw new Error("an upsert returned no row");
      return { created: row.created, environment: toEnvironmentRecord(row).environment };
    },
  };
}
