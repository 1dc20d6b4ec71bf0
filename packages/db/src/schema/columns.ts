import type { OrganizationId } from "@surety/model/ids";
import { customType, text, timestamp } from "drizzle-orm/pg-core";
import { organization } from "./auth.ts";

/** A moment; milliseconds, so that a JavaScript date (and a page cursor) holds it exactly. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** The tenant: part of every key, and of every query. */
export const organizationId = () =>
  text("organization_id")
    .$type<OrganizationId>()
    .notNull()
    .references(() => organization.id, { onDelete: "cascade" });

/** The tenant of a row whose parent, by a composite foreign key, belongs to the same one. */
export const parentOrganizationId = () => text("organization_id").$type<OrganizationId>().notNull();

export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });
