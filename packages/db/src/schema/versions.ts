import type { Digest, ServiceId, VersionId } from "@surety/model/ids";
import type { BranchName, VersionName } from "@surety/model/names";
import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment, parentOrganizationId } from "./columns.ts";
import { contracts } from "./contracts.ts";
import { services } from "./services.ts";

/** `number` counts from 1 in a service: its first version is the baseline, `number - 1` the version before. */
export const versions = pgTable(
  "versions",
  {
    organizationId: parentOrganizationId(),
    id: uuid("id").$type<VersionId>().notNull().defaultRandom(),
    serviceId: uuid("service_id").$type<ServiceId>().notNull(),
    number: integer("number").notNull(),
    name: text("name").$type<VersionName>().notNull(),
    branch: text("branch").$type<BranchName>(),
    rawDigest: text("raw_digest").$type<Digest>().notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique("versions_name").on(table.organizationId, table.serviceId, table.name),
    unique("versions_number").on(table.organizationId, table.serviceId, table.number),
    index("versions_contract").on(table.organizationId, table.rawDigest),
    foreignKey({ columns: [table.organizationId, table.serviceId], foreignColumns: [services.organizationId, services.id] }).onDelete(
      "cascade",
    ),
    foreignKey({ columns: [table.organizationId, table.rawDigest], foreignColumns: [contracts.organizationId, contracts.rawDigest] }),
  ],
);
