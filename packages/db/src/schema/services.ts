import type { ServiceId } from "@surety/model/ids";
import type { ServiceName } from "@surety/model/names";
import type { RulesetReference } from "@surety/model/rulesets";
import { integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment, organizationId } from "./columns.ts";

/** `versionCount` numbers the versions: publishing locks this row, so that they are numbered without gaps. */
export const services = pgTable(
  "services",
  {
    organizationId: organizationId(),
    id: uuid("id").$type<ServiceId>().notNull().defaultRandom(),
    name: text("name").$type<ServiceName>().notNull(),
    title: text("title"),
    description: text("description"),
    /** A reference; null: the organization's default. A stored ruleset is not deleted while one is named: `delete-ruleset.ts`. */
    ruleset: text("ruleset").$type<RulesetReference>(),
    versionCount: integer("version_count").notNull().default(0),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] }), unique("services_name").on(table.organizationId, table.name)],
);
