import type { CountedQuota, QuotaRepository } from "@surety/domain/quotas/quota-repository";
import type { OrganizationId } from "@surety/model/ids";
import { and, eq, isNull, ne, sql, type SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Connection } from "../connection.ts";
import { checks } from "../schema/checks.ts";
import { organizationUsages } from "../schema/organization-usages.ts";
import { rulesets } from "../schema/rulesets.ts";
import { services } from "../schema/services.ts";
import { tokens } from "../schema/tokens.ts";
import { webhooks } from "../schema/webhooks.ts";

const Usage = z.object({
  services: z.coerce.number(),
  versions: z.coerce.number(),
  contractBytes: z.coerce.number(),
  tokens: z.coerce.number(),
  webhooks: z.coerce.number(),
  rulesets: z.coerce.number(),
  waitingChecks: z.coerce.number(),
});

/** Rows of each quota; an index leads to them. */
const ROWS: Record<CountedQuota, { readonly table: PgTable; readonly rows: (id: OrganizationId) => SQL | undefined }> = {
  services: { table: services, rows: (id) => eq(services.organizationId, id) },
  tokens: { table: tokens, rows: (id) => and(eq(tokens.organizationId, id), isNull(tokens.publisherId)) },
  webhooks: { table: webhooks, rows: (id) => eq(webhooks.organizationId, id) },
  rulesets: { table: rulesets, rows: (id) => eq(rulesets.organizationId, id) },
  waitingChecks: { table: checks, rows: (id) => and(eq(checks.organizationId, id), ne(checks.state, sql`'settled'`)) },
};

export function createQuotas(connection: Connection): QuotaRepository {
  const counted = (id: OrganizationId, quota: CountedQuota) => {
    const { table, rows } = ROWS[quota];
    return sql`(select count(*) from ${table} where ${rows(id)})`;
  };
  return {
    async hold(organizationId, contractBytes) {
      const sum = sql`${organizationUsages.contractBytes} + ${contractBytes}`;
      const [row] = await connection
        .insert(organizationUsages)
        .values({ organizationId, contractBytes })
        .onConflictDoUpdate({ target: organizationUsages.organizationId, set: { contractBytes: sum } })
        .returning({ contractBytes: organizationUsages.contractBytes });
      if (row === undefined) throw new Error("an upsert returned no row");
      return row.contractBytes;
    },
    async count(organizationId, quota, most) {
      const { table, rows } = ROWS[quota];
      const [row] = await connection.execute(
        sql`select count(*)::int as count from (select 1 from ${table} where ${rows(organizationId)} limit ${most}) as counted`,
      );
      return z.object({ count: z.number() }).parse(row).count;
    },
    async read(id) {
      const [row] = await connection.execute(sql`
        select
          ${counted(id, "services")} as services,
          (select coalesce(max(${services.versionCount}), 0) from ${services} where ${eq(services.organizationId, id)}) as versions,
          (select coalesce(max(${organizationUsages.contractBytes}), 0) from ${organizationUsages}
            where ${eq(organizationUsages.organizationId, id)}) as "contractBytes",
          ${counted(id, "tokens")} as tokens,
          ${counted(id, "webhooks")} as webhooks,
          ${counted(id, "rulesets")} as rulesets,
          ${counted(id, "waitingChecks")} as "waitingChecks"`);
      return Usage.parse(row);
    },
  };
}
