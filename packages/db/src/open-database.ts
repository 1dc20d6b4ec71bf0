import type { Transact } from "@surety/domain/deps";
import type { LiveBus } from "@surety/domain/live/live-bus";
import type { Repositories } from "@surety/domain/repositories";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { OUTBOX_CHANNEL } from "./channels.ts";
import { createLiveBus } from "./live-bus.ts";
import { createRepositories } from "./repositories/create-repositories.ts";
import { type DatabaseWatch, watchedClient } from "./watched-client.ts";

export interface DatabaseOptions {
  readonly url: string;
  /** Connections for statements; listening takes one more. */
  readonly maxConnections: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  /** Hears each statement, for tests that count them. */
  readonly onQuery?: (statement: string, parameters: unknown[]) => void;
  /** Measures statements, and says in which trace they run. */
  readonly watch?: DatabaseWatch;
}

export interface Database {
  /** For better-auth's adapter. */
  readonly drizzle: PostgresJsDatabase;
  readonly transact: Transact;
  readonly repositories: Repositories;
  readonly live: LiveBus;
  /** Calls `listener` when something was committed to the outbox; resolves when it listens. A lost connection is made again. */
  onOutbox(listener: () => void): Promise<void>;
  /** How much of the pool is used now, as the watch has seen it: what waits runs when what uses a connection has ended. */
  pool(): { readonly max: number; readonly used: number; readonly waiting: number };
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  /** Waits for running statements, at most five seconds. */
  close(): Promise<void>;
}

/** Opens a pool; it connects when it is first used, and again when connections are lost. */
export function openDatabase({ url, maxConnections, applicationName, onQuery, watch }: DatabaseOptions): Database {
  const client = postgres(url, {
    max: maxConnections,
    connect_timeout: 10,
    onnotice: () => {},
    ...(applicationName === undefined ? {} : { connection: { application_name: applicationName } }),
  });
  const underway = { count: 0 };
  const watched = watch === undefined ? client : watchedClient(client, watch, underway);
  const database = drizzle(watched, onQuery === undefined ? {} : { logger: { logQuery: onQuery } });
  const traceparent = () => watch?.traceparent?.();
  return {
    drizzle: database,
    transact: (work) => database.transaction((tx) => work(createRepositories(tx, traceparent))),
    repositories: createRepositories(database, traceparent),
    live: createLiveBus(client),
    async onOutbox(listener) {
      await client.listen(OUTBOX_CHANNEL, listener, listener);
    },
    pool: () => ({
      max: maxConnections,
      used: Math.min(underway.count, maxConnections),
      waiting: Math.max(0, underway.count - maxConnections),
    }),
    async ping() {
      await client`select 1`;
    },
    async close() {
      await client.end({ timeout: 5 });
    },
  };
}
