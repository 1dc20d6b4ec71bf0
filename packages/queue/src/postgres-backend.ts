import { createPostgresBackend, isPgPool, runMigrations, withBackend } from "bullmq";
import pg from "pg";
import type { OpenBackend } from "./open-queue.ts";
import type { QueueBackend } from "./queue.ts";

/** BullMQ's tables live in a schema of their own. */
const SCHEMA = "bullmq";
/** Beside one connection that each worker listens on, and some for its jobs. */
const MAX_CONNECTIONS = 8;
const CONNECT_MS = 5_000;
const STATEMENT_MS = 15_000;

/**
 * BullMQ in PostgreSQL, on one pool for all queues and workers.
 * Commits do not wait for the disk: a crash loses some jobs at most, and the reconciler finds their work again.
 */
export async function openPostgresBackend(
  { url, socket }: Extract<QueueBackend, { type: "postgres" }>,
  onError: (error: Error) => void,
): Promise<OpenBackend> {
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    // For a client that is gone, the database goes on with nothing and keeps no locks.
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    ...(socket === undefined ? {} : { stream: socket }),
    application_name: "surety-queue",
    options: `-c search_path=${SCHEMA} -c synchronous_commit=off`,
  });
  pool.on("error", onError);
  const client = await pool.connect();
  try {
    await runMigrations(client, SCHEMA);
  } finally {
    client.release();
  }
  // BullMQ describes pg's pool in types of its own, which pg's types do not quite fit.
  if (!isPgPool(pool)) throw new Error("pg's pool is not what BullMQ takes");
  const { Queue, Worker } = withBackend(createPostgresBackend);
  return {
    createQueue: (name) => new Queue(name, { connection: pool }),
    createWorker: (name, process, options) => new Worker(name, process, { ...options, connection: pool }),
    pool: () => ({ max: MAX_CONNECTIONS, used: pool.totalCount - pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
}
