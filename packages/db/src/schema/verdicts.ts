import type { Digest, EnvironmentId, VersionId } from "@surety/model/ids";
import type { Answer } from "@surety/model/verdicts";
import { foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { moment, parentOrganizationId } from "./columns.ts";
import { environments } from "./environments.ts";
import { versions } from "./versions.ts";

/** An answer that was given, with all that it was decided on; immutable. `inputs` and `body` are JSON as text. */
export const verdicts = pgTable(
  "verdicts",
  {
    organizationId: parentOrganizationId(),
    inputsDigest: text("inputs_digest").$type<Digest>().notNull(),
    versionId: uuid("version_id").$type<VersionId>().notNull(),
    environmentId: uuid("environment_id").$type<EnvironmentId>().notNull(),
    answer: text("answer").$type<Answer>().notNull(),
    inputs: text("inputs").notNull(),
    body: text("body").notNull(),
    decidedAt: moment("decided_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.inputsDigest] }),
    index("verdicts_version").on(table.organizationId, table.versionId, table.environmentId, table.decidedAt),
    index("verdicts_environment").on(table.organizationId, table.environmentId),
    foreignKey({ columns: [table.organizationId, table.versionId], foreignColumns: [versions.organizationId, versions.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      columns: [table.organizationId, table.environmentId],
      foreignColumns: [environments.organizationId, environments.id],
    }).onDelete("cascade"),
  ],
);
