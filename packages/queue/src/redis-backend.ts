import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import type { OpenBackend } from "./open-queue.ts";

/** BullMQ's workers ask for jobs of the next ten seconds at most; a connection that is quiet for longer is dead. */
const LONGEST_WAIT_MS = 15_000;

/** BullMQ in Redis. A producer fails at once while Redis is away; a worker waits for it to come back. */
export function openRedisBackend(url: string, prefix: string, onError: (error: Error) => void): OpenBackend {
  const connections: Redis[] = [];
  const connect = (maxRetriesPerRequest: number | null) => {
    // A producer does not wait for an answer that never comes; a worker waits for jobs, but for no longer than it has asked to.
    const patience = maxRetriesPerRequest === null ? { socketTimeout: LONGEST_WAIT_MS } : { commandTimeout: 5_000, socketTimeout: 5_000 };
    const connection = new Redis(url, { maxRetriesPerRequest, connectTimeout: 5_000, ...patience });
    connection.on("error", onError);
    connections.push(connection);
    return connection;
  };
  return {
    createQueue: (name) => new Queue(name, { connection: connect(1), prefix }),
    createWorker: (name, process, options) => new Worker(name, process, { ...options, connection: connect(null), prefix }),
    async close() {
      for (const connection of connections) connection.disconnect();
    },
  };
}
