import { Gauge, Histogram, type Registry } from "prom-client";
import type { Tracing } from "./tracing.ts";

/** Buckets of OpenTelemetry's db.client.operation.duration, in seconds. */
const DURATIONS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];
const OPERATIONS = new Set(["select", "insert", "update", "delete", "with", "set"]);
const MAX_TEXT = 500;

/** What looks on at the statements of a database. */
export interface StatementWatch {
  statement(text: string): (error?: unknown) => void;
  traceparent(): string | undefined;
}

/**
 * Measures statements (db.client.operation.duration), and makes spans of those that belong to a trace: with their text,
 * in which parameters are `$1`, and never with the parameters.
 */
export function watchStatements(registry: Registry, tracing: Tracing | undefined): StatementWatch {
  const durations = new Histogram({
    name: "db_client_operation_duration_seconds",
    help: "Duration of statements, with the wait for a connection (db.client.operation.duration)",
    labelNames: ["db_system_name", "db_operation_name", "error_type"],
    buckets: DURATIONS,
    registers: [registry],
  });
  return {
    statement(text) {
      const operation = operationOf(text);
      const begun = performance.now();
      const span = tracing?.isRecording() === true ? tracing.begin(spanOf(text, operation)) : undefined;
      return (error) => {
        const failure = error === undefined ? undefined : classOf(error);
        const labels = { db_system_name: "postgresql", db_operation_name: operation };
        durations.observe(failure === undefined ? labels : { ...labels, error_type: failure }, (performance.now() - begun) / 1000);
        if (failure !== undefined) span?.fail(failure);
        span?.end();
      };
    },
    traceparent: () => tracing?.traceparent(),
  };
}

export interface PoolUse {
  readonly max: number;
  readonly used: number;
  readonly waiting: number;
}

/** How much of each pool of connections is used, read at each scrape (db.client.connection.*). */
export function registerPools(registry: Registry, pools: Readonly<Record<string, () => PoolUse>>): void {
  const gauge = (name: string, help: string, readUse: (use: PoolUse) => readonly (readonly [Record<string, string>, number])[]): void => {
    const labelNames = ["db_client_connection_pool_name", ...(name === COUNT ? ["db_client_connection_state"] : [])];
    const one: Gauge = new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      collect() {
        for (const [pool, read] of Object.entries(pools))
          for (const [labels, value] of readUse(read())) one.set({ db_client_connection_pool_name: pool, ...labels }, value);
      },
    });
  };
  gauge(COUNT, "Connections of this process to PostgreSQL (db.client.connection.count)", ({ max, used }) => [
    [{ db_client_connection_state: "used" }, used],
    [{ db_client_connection_state: "idle" }, max - used],
  ]);
  gauge("db_client_connection_max", "Connections that this process may have (db.client.connection.max)", ({ max }) => [[{}, max]]);
  gauge(
    "db_client_connection_pending_requests",
    "Statements and transactions that wait for a connection (db.client.connection.pending_requests)",
    ({ waiting }) => [[{}, waiting]],
  );
}

const COUNT = "db_client_connection_count";

function spanOf(text: string, operation: string) {
  const table = /\b(?:from|into|update)\s+"?([a-z_]+)/i.exec(text)?.[1];
  return {
    name: table === undefined ? operation : `${operation} ${table}`,
    kind: "client",
    facts: {
      "db.system.name": "postgresql",
      "db.operation.name": operation,
      "db.collection.name": table,
      "db.query.text": text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text,
    },
  } as const;
}

function operationOf(text: string): string {
  const word = /^\s*([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? "";
  return OPERATIONS.has(word) ? word : "other";
}

/** The class of an SQLSTATE (`23` for a constraint), so that there are few. */
function classOf(error: unknown): string {
  const code = error !== null && typeof error === "object" && "code" in error ? String(error.code) : "";
  return /^[0-9A-Z]{5}$/.test(code) ? code.slice(0, 2) : "other";
}
