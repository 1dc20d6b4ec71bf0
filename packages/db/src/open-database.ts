import type { Store, StoreOf } from "@surety/domain/deps";
import type { LiveBus } from "@surety/domain/live/live-bus";
import type { OrganizationId } from "@surety/model/ids";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import { OUTBOX_CHANNEL } from "./channels.ts";
import { connect } from "./connect.ts";
import { createLiveBus } from "./live-bus.ts";
import { byItself, byTransaction } from "./narrowing.ts";
import { once } from "./once.ts";
import { createRepositories } from "./repositories/create-repositories.ts";
import { prepareStatements } from "./repositories/statements.ts";
import { EVERYTHING, type Scope } from "./scope.ts";
import { scopedClient } from "./scoped-client.ts";
import { type DatabaseWatch, watchedClient } from "./watched-client.ts";

export interface DatabaseOptions {
  readonly url: string;
  /** Connections for statements; listening takes one more. */
  readonly maxConnections: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  /** Hears each statement, for tests that count them. */
  readonly onQuery?: (statement: string, parameters: unknown[]) => void;
  /** So long may a statement take; a connection that is quiet for longer is taken for dead. Default 10 s. */
  readonly silentMs?: number;
  /** Measures statements, and says in which trace they run. */
  readonly watch?: DatabaseWatch;
}

/** As a store, it sees every organization: for what finds out whose something is, and for what looks after all. */
export interface Database extends Store {
  /** What an organization's verbs and jobs have: under row-level security, nothing of another one can be seen or written by it. */
  readonly storeOf: StoreOf;
  /** Every organization's rows; for better-auth's adapter. */
  readonly drizzle: PostgresJsDatabase;
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

/** That are kept with what they have made: a store is made again in microseconds. */
const MOST_STORES = 500;

/** Opens a pool; it connects when it is first used, and again when connections are lost. */
export function openDatabase({ url, maxConnections, applicationName, onQuery, silentMs = 10_000, watch }: DatabaseOptions): Database {
  const client = connect(url, { max: maxConnections, applicationName, silentMs });
  const underway = { count: 0 };
  const watchedIf = (sql: postgres.Sql) => (watch === undefined ? sql : watchedClient(sql, watch, underway));
  const watched = watchedIf(client);
  const open = (by: postgres.Sql) => drizzle(by, onQuery === undefined ? {} : { logger: { logQuery: onQuery } });
  const traceparent = () => watch?.traceparent?.();
  const statements = once(() => prepareStatements(open(watched), byItself));
  const within = (scope: Scope) => {
    const connection = once(() => open(watchedIf(scopedClient(client, scope))));
    const store: Store = {
      transact: (work) =>
        connection().transaction((tx) =>
          work(
            createRepositories({ connection: () => tx, statements: once(() => prepareStatements(tx, byTransaction)), scope, traceparent }),
          ),
        ),
      repositories: createRepositories({ connection, statements, scope, traceparent }),
    };
    return { connection, store };
  };
  const everything = within(EVERYTHING);
  const stores = new Map<OrganizationId, Store>();
  return {
    ...everything.store,
    drizzle: everything.connection(),
    storeOf(organizationId) {
      if (organizationId === EVERYTHING) throw new Error("No organization is called so.");
      const known = stores.get(organizationId);
      if (known !== undefined) return known;
      const { store } = within(organizationId);
      if (stores.size >= MOST_STORES) stores.clear();
      stores.set(organizationId, store);
      return store;
    },
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
