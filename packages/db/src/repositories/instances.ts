import type { InstanceRepository } from "@surety/domain/instances/instance-repository";
import { eq, lt, sql } from "drizzle-orm";
import { z } from "zod";
import type { Connection } from "../connection.ts";
import { instances } from "../schema/instances.ts";

export function createInstances(connection: Connection): InstanceRepository {
  const now = sql`clock_timestamp()`;
  return {
    async tick(instance) {
      const { state } = instance;
      await connection
        .insert(instances)
        .values({ ...instance, startedAt: now, tickedAt: now })
        .onConflictDoUpdate({ target: instances.id, set: { state, tickedAt: now } });
    },
    async leave(id) {
      await connection.delete(instances).where(eq(instances.id, id));
    },
    async databaseUptimeMs() {
      const [row] = await connection.execute(sql`select extract(epoch from clock_timestamp() - pg_postmaster_start_time()) * 1000 as ms`);
      return z.object({ ms: z.coerce.number() }).parse(row).ms;
    },
    async prune(hours) {
      const gone = await connection
        .delete(instances)
        .where(lt(instances.tickedAt, sql`clock_timestamp() - make_interval(hours => ${hours})`))
        .returning({ id: instances.id });
      return gone.length;
    },
  };
}
