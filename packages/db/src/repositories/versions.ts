import type { VersionRecord, VersionRepository } from "@surety/domain/versions/version-repository";
import { and, desc, eq, gt, lt } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { contracts } from "../schema/contracts.ts";
import { services } from "../schema/services.ts";
import { versions } from "../schema/versions.ts";

/** What a {@link VersionRecord} is made of, from versions joined with their services and contracts. */
export const versionColumns = {
  id: versions.id,
  serviceId: versions.serviceId,
  service: services.name,
  number: versions.number,
  name: versions.name,
  branch: versions.branch,
  rawDigest: versions.rawDigest,
  createdAt: versions.createdAt,
  contractDigest: contracts.contractDigest,
  dialect: contracts.dialect,
  syntax: contracts.syntax,
  title: contracts.title,
  apiVersion: contracts.apiVersion,
  operationCount: contracts.operationCount,
  byteLength: contracts.byteLength,
};
type VersionRow = Omit<VersionRecord["version"], "createdAt"> & Pick<VersionRecord, "serviceId" | "number"> & { createdAt: Date };

export const ofItsService = and(eq(services.organizationId, versions.organizationId), eq(services.id, versions.serviceId));
export const ofItsContract = and(eq(contracts.organizationId, versions.organizationId), eq(contracts.rawDigest, versions.rawDigest));

export function toVersionRecord({ serviceId, number, createdAt, ...version }: VersionRow): VersionRecord {
  return { serviceId, number, version: { ...version, createdAt: createdAt.toISOString() } };
}

export function createVersions(connection: Connection): VersionRepository {
  const select = () =>
    connection.select(versionColumns).from(versions).innerJoin(services, ofItsService).innerJoin(contracts, ofItsContract).$dynamic();
  const first = (rows: VersionRow[]) => (rows[0] === undefined ? null : toVersionRecord(rows[0]));
  return {
    async find(organizationId, service, version) {
      return first(
        await select().where(and(eq(versions.organizationId, organizationId), eq(services.name, service), eq(versions.name, version))),
      );
    },
    async findByNumber(organizationId, serviceId, number) {
      return first(
        await select().where(
          and(eq(versions.organizationId, organizationId), eq(versions.serviceId, serviceId), eq(versions.number, number)),
        ),
      );
    },
    async list(organizationId, serviceId, { branch, before, limit }) {
      const rows = await select()
        .where(
          and(
            eq(versions.organizationId, organizationId),
            eq(versions.serviceId, serviceId),
            branch === undefined ? undefined : eq(versions.branch, branch),
            before === null ? undefined : lt(versions.number, before),
          ),
        )
        .orderBy(desc(versions.number))
        .limit(limit);
      return rows.map(toVersionRecord);
    },
    async listAfter(organizationId, serviceId, number, limit) {
      const rows = await select()
        .where(and(eq(versions.organizationId, organizationId), eq(versions.serviceId, serviceId), gt(versions.number, number)))
        .orderBy(desc(versions.number))
        .limit(limit);
      return rows.map(toVersionRecord);
    },
    async insert(organizationId, version) {
      await connection.insert(versions).values({ organizationId, ...version });
    },
  };
}
