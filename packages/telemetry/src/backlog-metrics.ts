import { Gauge, type Registry } from "prom-client";

/** What waits in the database, asked at each scrape. */
export interface Backlog {
  /** Checks that are not settled, by state; states without any may be missing. */
  readonly checks: readonly { readonly state: string; readonly count: number }[];
  /** Seconds that the oldest queued check has waited; 0 when none does. */
  readonly oldestQueuedSeconds: number;
  /** Jobs that are promised to the queue and not handed over yet, and seconds that the oldest of them has waited. */
  readonly outbox: { readonly rows: number; readonly oldestSeconds: number };
  /** Of all processes, by the name that each gives. */
  readonly connections: readonly { readonly application: string; readonly state: string; readonly count: number }[];
}

const STATES = ["queued", "running"];

/** The age of what waits, and who is connected. When `read` fails there is no number, so that no old one stands for a new one. */
export function registerBacklog(registry: Registry, read: () => Promise<Backlog>): void {
  let asked: Promise<Backlog | null> | null = null;
  // All gauges of one scrape are collected at once, from one answer.
  const ask = (): Promise<Backlog | null> => {
    asked ??= read()
      .catch(() => null)
      .finally(() => {
        asked = null;
      });
    return asked;
  };
  const gauge = (name: string, help: string, valuesOf: (backlog: Backlog | null) => readonly Value[], labelNames: string[] = []): void => {
    const one: Gauge = new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const values = valuesOf(await ask());
        one.reset();
        if (labelNames.length === 0) one.remove();
        for (const { labels = {}, value } of values) one.set(labels, value);
      },
    });
  };
  const only = (value: number | undefined): readonly Value[] => (value === undefined ? [] : [{ value }]);

  gauge("surety_backlog_readable", "1 when the database could be asked for this scrape", (backlog) => only(backlog === null ? 0 : 1));
  gauge(
    "surety_checks",
    "Checks that are not settled, by state",
    (backlog) =>
      backlog === null
        ? []
        : STATES.map((state) => ({ labels: { state }, value: backlog.checks.find((each) => each.state === state)?.count ?? 0 })),
    ["state"],
  );
  gauge("surety_check_queue_age_seconds", "How long the oldest queued check has waited (check.queue.age)", (backlog) =>
    only(backlog?.oldestQueuedSeconds),
  );
  gauge("surety_outbox_rows", "Jobs that are promised to the queue and not handed over yet", (backlog) => only(backlog?.outbox.rows));
  gauge("surety_outbox_lag_seconds", "How long the oldest promised job has waited (outbox.lag)", (backlog) =>
    only(backlog?.outbox.oldestSeconds),
  );
  gauge(
    "surety_database_connections",
    "Connections to PostgreSQL of all processes together, as PostgreSQL counts them",
    (backlog) => (backlog?.connections ?? []).map(({ application, state, count }) => ({ labels: { application, state }, value: count })),
    ["application", "state"],
  );
}

interface Value {
  readonly labels?: Record<string, string>;
  readonly value: number;
}
