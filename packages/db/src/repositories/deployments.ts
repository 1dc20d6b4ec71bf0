import type { DeploymentRepository } from "@surety/domain/deployments/deployment-repository";
import type { Deployment } from "@surety/model/deployments";
import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { deployments } from "../schema/deployments.ts";
import { environments } from "../schema/environments.ts";
import { services } from "../schema/services.ts";
import { versions } from "../schema/versions.ts";

const columns = {
  id: deployments.id,
  environment: environments.name,
  service: services.name,
  version: versions.name,
  deployedAt: deployments.deployedAt,
  endedAt: deployments.endedAt,
};
const ofItsVersion = and(eq(versions.organizationId, deployments.organizationId), eq(versions.id, deployments.versionId));
const ofItsService = and(eq(services.organizationId, deployments.organizationId), eq(services.id, deployments.serviceId));
const ofItsEnvironment = and(eq(environments.organizationId, deployments.organizationId), eq(environments.id, deployments.environmentId));

function toDeployment({
  deployedAt,
  endedAt,
  ...row
}: Omit<Deployment, "active" | "deployedAt" | "endedAt"> & { deployedAt: Date; endedAt: Date | null }): Deployment {
  return { ...row, active: endedAt === null, deployedAt: deployedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}

export function createDeployments(connection: Connection): DeploymentRepository {
  const select = () =>
    connection
      .select(columns)
      .from(deployments)
      .innerJoin(versions, ofItsVersion)
      .innerJoin(services, ofItsService)
      .innerJoin(environments, ofItsEnvironment)
      .$dynamic();
  return {
    async listActive(organizationId, serviceIds) {
      if (serviceIds.length === 0) return [];
      return connection
        .select({
          serviceId: deployments.serviceId,
          environmentId: deployments.environmentId,
          environment: environments.name,
          versionId: deployments.versionId,
          version: versions.name,
          versionNumber: versions.number,
          rawDigest: versions.rawDigest,
        })
        .from(deployments)
        .innerJoin(versions, ofItsVersion)
        .innerJoin(environments, ofItsEnvironment)
        .where(
          and(eq(deployments.organizationId, organizationId), inArray(deployments.serviceId, [...serviceIds]), isNull(deployments.endedAt)),
        )
        .orderBy(asc(environments.position), asc(environments.name), asc(versions.number));
    },
    async find(organizationId, environmentId, id) {
      const [row] = await select().where(
        and(eq(deployments.organizationId, organizationId), eq(deployments.environmentId, environmentId), eq(deployments.id, id)),
      );
      return row === undefined ? null : toDeployment(row);
    },
    async list(organizationId, { environmentId, serviceId, active, before, limit }) {
      const rows = await select()
        .where(
          and(
            eq(deployments.organizationId, organizationId),
            eq(deployments.environmentId, environmentId),
            serviceId === null ? undefined : eq(deployments.serviceId, serviceId),
            active === undefined ? undefined : active ? isNull(deployments.endedAt) : isNotNull(deployments.endedAt),
            before === null
              ? undefined
              : sql`(${deployments.deployedAt}, ${deployments.id}) < (${before.deployedAt}::timestamptz, ${before.id}::uuid)`,
          ),
        )
        .orderBy(desc(deployments.deployedAt), desc(deployments.id))
        .limit(limit);
      return rows.map(toDeployment);
    },
    async record(organizationId, { environmentId, serviceId, versionId, mode }) {
      const inserted = await connection
        .insert(deployments)
        .values({ organizationId, environmentId, serviceId, versionId, mode })
        .onConflictDoNothing()
        .returning({ id: deployments.id });
      const there = and(
        eq(deployments.organizationId, organizationId),
        eq(deployments.environmentId, environmentId),
        eq(deployments.serviceId, serviceId),
        isNull(deployments.endedAt),
      );
      const ended =
        mode === "parallel"
          ? []
          : await connection
              .update(deployments)
              .set({ endedAt: sql`now()` })
              .from(versions)
              .where(and(there, ne(deployments.versionId, versionId), ofItsVersion))
              .returning({ version: versions.name });
      const [row] = await select().where(and(there, eq(deployments.versionId, versionId)));
      if (row === undefined) throw new Error("a deployment that was recorded cannot be read in its own transaction");
      return { created: inserted.length > 0, deployment: toDeployment(row), ended: ended.map((each) => each.version) };
    },
    async end(organizationId, id) {
      const ended = await connection
        .update(deployments)
        .set({ endedAt: sql`now()` })
        .where(and(eq(deployments.organizationId, organizationId), eq(deployments.id, id), isNull(deployments.endedAt)))
        .returning({ id: deployments.id });
      return ended.length > 0;
    },
  };
}
