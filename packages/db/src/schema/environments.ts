import type { Policy } from "@surety/model/environments";
import type { EnvironmentId } from "@surety/model/ids";
import type { EnvironmentName } from "@surety/model/names";
import { index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment, organizationId } from "./columns.ts";

export const environments = pgTable(
  "environments",
  {
    organizationId: organizationId(),
    id: uuid("id").$type<EnvironmentId>().notNull().defaultRandom(),
    name: text("name").$type<EnvironmentName>().notNull(),
    position: integer("position").notNull(),
    policy: jsonb("policy").$type<Policy>().notNull(),
    policyVersion: integer("policy_version").notNull().default(1),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique("environments_name").on(table.organizationId, table.name),
    index("environments_position").on(table.organizationId, table.position, table.name),
  ],
);
