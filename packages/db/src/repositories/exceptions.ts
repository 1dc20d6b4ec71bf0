import type { ExceptionRepository } from "@surety/domain/exceptions/exception-repository";
import type { Exception } from "@surety/model/exceptions";
import type { ExceptionId, OrganizationId } from "@surety/model/ids";
import { and, asc, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { environments } from "../schema/environments.ts";
import { exceptions } from "../schema/exceptions.ts";
import { services } from "../schema/services.ts";
import { storable } from "./contracts.ts";

/** Live ones of one service that are looked at. */
export const MOST_EXCEPTIONS = 1000;

export const exceptionColumns = {
  id: exceptions.id,
  subject: exceptions.subject,
  fingerprint: exceptions.fingerprint,
  service: services.name,
  environment: environments.name,
  reason: exceptions.reason,
  author: exceptions.author,
  expires: exceptions.expires,
  createdAt: exceptions.createdAt,
};
const ofItsService = and(eq(services.organizationId, exceptions.organizationId), eq(services.id, exceptions.serviceId));
const ofItsEnvironment = and(eq(environments.organizationId, exceptions.organizationId), eq(environments.id, exceptions.environmentId));

export function toException({ createdAt, ...row }: Omit<Exception, "live" | "createdAt"> & { createdAt: Date }, today: string): Exception {
  return { ...row, live: row.expires >= today, createdAt: createdAt.toISOString() };
}

export function createExceptions(connection: Connection): ExceptionRepository {
  const select = () =>
    connection
      .select(exceptionColumns)
      .from(exceptions)
      .innerJoin(services, ofItsService)
      .leftJoin(environments, ofItsEnvironment)
      .$dynamic();
  const find = async (organizationId: OrganizationId, id: ExceptionId, today: string) => {
    const [row] = await select().where(and(eq(exceptions.organizationId, organizationId), eq(exceptions.id, id)));
    return row === undefined ? null : toException(row, today);
  };
  return {
    find,
    async list(organizationId, { service, fingerprint, live, today, before, limit }) {
      const rows = await select()
        .where(
          and(
            eq(exceptions.organizationId, organizationId),
            service === undefined ? undefined : eq(services.name, service),
            fingerprint === undefined ? undefined : eq(exceptions.fingerprint, fingerprint),
            live === undefined ? undefined : live ? gte(exceptions.expires, today) : lt(exceptions.expires, today),
            before === null
              ? undefined
              : sql`(${exceptions.createdAt}, ${exceptions.id}) < (${before.createdAt}::timestamptz, ${before.id}::uuid)`,
          ),
        )
        .orderBy(desc(exceptions.createdAt), desc(exceptions.id))
        .limit(limit);
      return rows.map((row) => toException(row, today));
    },
    async listLive(organizationId, serviceIds, today) {
      if (serviceIds.length === 0) return [];
      const rows = await connection
        .select({ ...exceptionColumns, serviceId: exceptions.serviceId, environmentId: exceptions.environmentId })
        .from(exceptions)
        .innerJoin(services, ofItsService)
        .leftJoin(environments, ofItsEnvironment)
        .where(
          and(
            eq(exceptions.organizationId, organizationId),
            inArray(exceptions.serviceId, [...serviceIds]),
            gte(exceptions.expires, today),
          ),
        )
        .orderBy(asc(exceptions.createdAt), asc(exceptions.id))
        .limit(MOST_EXCEPTIONS * serviceIds.length);
      return rows.map(({ serviceId, environmentId, ...row }) => ({ serviceId, environmentId, exception: toException(row, today) }));
    },
    async insert(organizationId, { id, reason, author, ...exception }, today) {
      const values = {
        organizationId,
        ...(id === undefined ? {} : { id }),
        ...exception,
        reason: storable(reason),
        author: storable(author),
      };
      const [row] = await connection.insert(exceptions).values(values).returning({ id: exceptions.id });
      const created = row === undefined ? null : await find(organizationId, row.id, today);
      if (created === null) throw new Error("an exception that was inserted cannot be read in its own transaction");
      return created;
    },
    async delete(organizationId, id, today) {
      const known = await find(organizationId, id, today);
      const rows = await connection
        .delete(exceptions)
        .where(and(eq(exceptions.organizationId, organizationId), eq(exceptions.id, id)))
        .returning({ id: exceptions.id });
      return rows.length > 0 ? known : null;
    },
  };
}
