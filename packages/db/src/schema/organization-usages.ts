import { bigint, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { organizationId } from "./columns.ts";

/** Bytes of an organization's documents, each counted once. The row is also the lock of whoever creates what has a quota. */
export const organizationUsages = pgTable(
  "organization_usages",
  { organizationId: organizationId(), contractBytes: bigint("contract_bytes", { mode: "number" }).notNull().default(0) },
  (table) => [primaryKey({ columns: [table.organizationId] })],
);
