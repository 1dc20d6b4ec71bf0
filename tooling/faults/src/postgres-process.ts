import { setTimeout as delay } from "node:timers/promises";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@surety/postgres/embedded-postgres";
import type { DatabaseProcess } from "./database-process.ts";
import { leftovers } from "./leftovers.ts";

/** A PostgreSQL that writes to the disk as in production, and can be made to crash. */
export class PostgresProcess implements DatabaseProcess {
  readonly #dataDir: string;
  #server: EmbeddedPostgres | undefined;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  get url(): string {
    return this.#running().url;
  }

  get port(): number {
    return this.#running().port;
  }

  async start(): Promise<void> {
    const port = this.#server?.port;
    this.#server = await startEmbeddedPostgres({
      dataDir: this.#dataDir,
      maxConnections: 120,
      ...(port === undefined ? {} : { port }),
    });
    leftovers.add(this.#server.pid);
    if (port !== undefined && this.#server.port !== port) throw new Error(`PostgreSQL came back at another port than ${port}`);
  }

  async crash(): Promise<void> {
    const { pid } = this.#running();
    process.kill(pid, "SIGQUIT");
    while (isAlive(pid)) await delay(20);
    leftovers.delete(pid);
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    leftovers.delete(this.#server?.pid);
  }

  #running(): EmbeddedPostgres {
    if (this.#server === undefined) throw new Error("PostgreSQL has not been started");
    return this.#server;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
