import type { ServiceRecord, ServiceRepository, ServiceWithLatest } from "@surety/domain/services/service-repository";
import { and, asc, eq, getTableColumns, gt, ilike, or, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { contracts } from "../schema/contracts.ts";
import { services } from "../schema/services.ts";
import { versions } from "../schema/versions.ts";
import { ofItsContract, toVersionRecord, versionColumns } from "./versions.ts";

type ServiceRow = typeof services.$inferSelect;

export function toServiceRecord({ id, name, title, description, ruleset, createdAt, versionCount }: ServiceRow): ServiceRecord {
  return { id, versionCount, service: { name, title, description, ruleset, createdAt: createdAt.toISOString() } };
}

export function createServices(connection: Connection): ServiceRepository {
  const named = (organizationId: ServiceRow["organizationId"], name: ServiceRow["name"]) =>
    and(eq(services.organizationId, organizationId), eq(services.name, name));
  const { id, ...columns } = versionColumns;
  const withLatest = () =>
    connection
      .select({ service: services, version: { id, ...columns } })
      .from(services)
      .leftJoin(
        versions,
        and(
          eq(versions.organizationId, services.organizationId),
          eq(versions.serviceId, services.id),
          eq(versions.number, services.versionCount),
        ),
      )
      .leftJoin(contracts, ofItsContract)
      .$dynamic();
  const show = ({ service, version }: Awaited<ReturnType<typeof withLatest>>[number]): ServiceWithLatest => ({
    ...toServiceRecord(service),
    latest: toLatest(version),
  });
  return {
    async find(organizationId, name) {
      const [row] = await connection.select().from(services).where(named(organizationId, name));
      return row === undefined ? null : toServiceRecord(row);
    },
    async findWithLatest(organizationId, name) {
      const [row] = await withLatest().where(named(organizationId, name));
      return row === undefined ? null : show(row);
    },
    async list(organizationId, { search, after, limit }) {
      const pattern = search === undefined ? undefined : `%${search.replaceAll(/[\\%_]/g, "\\$&")}%`;
      const rows = await withLatest()
        .where(
          and(
            eq(services.organizationId, organizationId),
            after === null ? undefined : gt(services.name, after),
            pattern === undefined ? undefined : or(ilike(services.name, pattern), ilike(services.title, pattern)),
          ),
        )
        .orderBy(asc(services.name))
        .limit(limit);
      return rows.map(show);
    },
    async put(organizationId, { service: name, title, description, ruleset }) {
      const given = {
        ...(title === undefined ? {} : { title }),
        ...(description === undefined ? {} : { description }),
        ...(ruleset === undefined ? {} : { ruleset }),
      };
      const [row] = await connection
        .insert(services)
        .values({ organizationId, name, ...given })
        .onConflictDoUpdate({ target: [services.organizationId, services.name], set: { name, ...given } })
        .returning({ ...getTableColumns(services), created: sql<boolean>`xmax = 0` });
      if (row === undefined) throw new Error("an upsert returned no row");
      return { created: row.created, service: toServiceRecord(row).service };
    },
    async lockOrCreate(organizationId, name) {
      const [row] = await connection
        .insert(services)
        .values({ organizationId, name })
        .onConflictDoUpdate({ target: [services.organizationId, services.name], set: { versionCount: sql`${services.versionCount}` } })
        .returning();
      if (row === undefined) throw new Error("an upsert returned no row");
      return toServiceRecord(row);
    },
    async lock(organizationId, serviceId) {
      const rows = await connection
        .select({ id: services.id })
        .from(services)
        .where(and(eq(services.organizationId, organizationId), eq(services.id, serviceId)))
        .for("no key update");
      return rows.length > 0;
    },
    async setVersionCount(organizationId, serviceId, versionCount) {
      await connection
        .update(services)
        .set({ versionCount })
        .where(and(eq(services.organizationId, organizationId), eq(services.id, serviceId)));
    },
    async delete(organizationId, serviceId) {
      await connection.delete(services).where(and(eq(services.organizationId, organizationId), eq(services.id, serviceId)));
    },
  };
}

type NullableVersion = { [Key in keyof Parameters<typeof toVersionRecord>[0]]: Parameters<typeof toVersionRecord>[0][Key] | null };

/** A left join gives all of a version's columns, or none. */
function toLatest(version: NullableVersion | null) {
  if (version === null || !isWhole(version)) return null;
  return toVersionRecord(version);
}

function isWhole(version: NullableVersion): version is Parameters<typeof toVersionRecord>[0] {
  return Object.entries(version).every(([column, value]) => column === "branch" || value !== null);
}
