import type { LiveAnnouncer } from "@surety/domain/live/live-bus";
import { sql } from "drizzle-orm";
import { LIVE_CHANNEL } from "../channels.ts";
import type { Connection } from "../connection.ts";

export function createLiveAnnouncer(connection: Connection): LiveAnnouncer {
  return {
    async announce(organizationId, event) {
      await connection.execute(sql`select pg_notify(${LIVE_CHANNEL}, ${JSON.stringify({ organizationId, event })})`);
    },
  };
}
