import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, moment, organizationId } from "./columns.ts";

/** Requests by their Idempotency-Key. `key` and `request` are digests; `answer` can be read with the key alone, which is not here. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    organizationId: organizationId(),
    actor: text("actor").notNull(),
    key: bytea("key").notNull(),
    request: bytea("request").notNull(),
    effectId: uuid("effect_id").notNull().defaultRandom(),
    attempt: integer("attempt").notNull().default(1),
    lockedUntil: moment("locked_until").notNull(),
    answer: bytea("answer"),
    expiresAt: moment("expires_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.actor, table.key] }),
    index("idempotency_keys_expires").on(table.expiresAt),
  ],
);
