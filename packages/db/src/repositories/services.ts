import type { ServiceRecord, ServiceRepository } from "@surety/domain/services/service-repository";
import { and, eq, getTableColumns, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { storable } from "./contracts.ts";
import { services } from "../schema/services.ts";

type ServiceRow = typeof services.$inferSelect;

export function toServiceRecord({ id, name, title, description, ruleset, createdAt, versionCount }: ServiceRow): ServiceRecord {
  return { id, versionCount, service: { name, title, description, ruleset, createdAt: createdAt.toISOString() } };
}

export function createServices(connection: Connection): ServiceRepository {
  const named = (organizationId: ServiceRow["organizationId"], name: ServiceRow["name"]) =>
    and(eq(services.organizationId, organizationId), eq(services.name, name));
  return {
    async find(organizationId, name) {
      const [row] = await connection.select().from(services).where(named(organizationId, name));
      return row === undefined ? null : toServiceRecord(row);
    },
    async put(organizationId, { service: name, title, description, ruleset }) {
      const given = {
        ...(title === undefined ? {} : { title: title && storable(title) }),
        ...(description === undefined ? {} : { description: description && storable(description) }),
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
