import type { DeploymentMode } from "@surety/model/deployments";
import type { DeploymentId, EnvironmentId, ServiceId, VersionId } from "@surety/model/ids";
import { sql } from "drizzle-orm";
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { moment, parentOrganizationId } from "./columns.ts";
import { environments } from "./environments.ts";
import { services } from "./services.ts";
import { versions } from "./versions.ts";

/** Active while `endedAt` is null; a version is active in an environment at most once. */
export const deployments = pgTable(
  "deployments",
  {
    organizationId: parentOrganizationId(),
    id: uuid("id").$type<DeploymentId>().notNull().defaultRandom(),
    environmentId: uuid("environment_id").$type<EnvironmentId>().notNull(),
    serviceId: uuid("service_id").$type<ServiceId>().notNull(),
    versionId: uuid("version_id").$type<VersionId>().notNull(),
    mode: text("mode").$type<DeploymentMode>().notNull(),
    deployedAt: moment("deployed_at").notNull().defaultNow(),
    endedAt: moment("ended_at"),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex("deployments_active")
      .on(table.organizationId, table.serviceId, table.environmentId, table.versionId)
      .where(sql`${table.endedAt} is null`),
    index("deployments_environment").on(table.organizationId, table.environmentId, table.deployedAt, table.id),
    index("deployments_service").on(table.organizationId, table.serviceId, table.environmentId, table.deployedAt, table.id),
    index("deployments_version").on(table.organizationId, table.versionId),
    foreignKey({
      columns: [table.organizationId, table.environmentId],
      foreignColumns: [environments.organizationId, environments.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [table.organizationId, table.serviceId], foreignColumns: [services.organizationId, services.id] }).onDelete(
      "cascade",
    ),
    foreignKey({ columns: [table.organizationId, table.versionId], foreignColumns: [versions.organizationId, versions.id] }).onDelete(
      "cascade",
    ),
  ],
);
