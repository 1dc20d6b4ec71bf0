import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { type Backlog, registerBacklog } from "./backlog-metrics.ts";
import { createServerMetrics } from "./server-metrics.ts";
import { registerPools, watchStatements } from "./watch-statements.ts";
import { createWorkerMetrics } from "./worker-metrics.ts";

test("the server counts requests by their pattern, and tells of its process", async () => {
  const { registry, answered, rateLimited, verdict } = createServerMetrics();
  answered({ method: "GET", route: "/v1/services/:service", status: 200, seconds: 0.004 });
  rateLimited("default");
  verdict("no");
  const text = await registry.metrics();
  expect(text).toContain(
    'http_server_request_duration_seconds_bucket{le="0.005",service_name="surety-server",http_request_method="GET",http_route="/v1/services/:service",http_response_status_code="200"} 1',
  );
  expect(text).toContain('surety_rate_limit_denials_total{limit="default",service_name="surety-server"} 1');
  expect(text).toContain('surety_verdicts_total{answer="no",service_name="surety-server"} 1');
  for (const name of ["process_cpu_seconds_total", "nodejs_eventloop_delay_p99_seconds", "nodejs_eventloop_delay_max_seconds"])
    expect(text).toMatch(new RegExp(`^${name}`, "m"));
});

test("the worker counts jobs, verdicts and repairs", async () => {
  const { registry, job, sent, settled, delivered, egressDenied, repaired } = createWorkerMetrics();
  job("check.run", "done", 0.3);
  settled({ kind: "diff", verdict: "failed", sinceOpened: 61, sinceStarted: 2 });
  delivered({ outcome: "pending", isFirst: true, sinceEvent: 3 });
  egressDenied("address_refused");
  egressDenied("timeout");
  sent(["check.run", "check.run"], 0.004);
  repaired("retried", 2);
  const text = await registry.metrics();
  expect(text).toContain('surety_job_duration_seconds_count{service_name="surety-worker",job_name="check.run",outcome="done"} 1');
  expect(text).toContain('surety_check_verdicts_total{kind="diff",verdict="failed",service_name="surety-worker"} 1');
  expect(text).toContain('surety_check_duration_seconds_count{service_name="surety-worker",kind="diff",verdict="failed"} 1');
  expect(text).toContain('surety_check_latency_seconds_bucket{le="60",service_name="surety-worker",kind="diff"} 0');
  expect(text).toContain('surety_webhook_delivery_attempts_total{outcome="pending",service_name="surety-worker"} 1');
  expect(text).toContain('surety_webhook_first_attempt_seconds_bucket{le="10",service_name="surety-worker"} 1');
  expect(text).toContain('surety_egress_denied_total{reason="address_refused",service_name="surety-worker"} 1');
  expect(text).not.toContain('reason="timeout"');
  expect(text).toMatch(/^messaging_client_operation_duration_seconds_count\{.*messaging_destination_name="check.run"\} 1$/m);
  expect(text).toContain('surety_checks_repaired_total{what="retried",service_name="surety-worker"} 2');
});

test("what waits is asked at each scrape; no number is better than an old one", async () => {
  const registry = new Registry();
  const backlog: Backlog = {
    checks: [{ state: "queued", count: 3 }],
    oldestQueuedSeconds: 12,
    outbox: { rows: 1, oldestSeconds: 0.5 },
    connections: [{ application: "surety-worker", state: "idle", count: 4 }],
  };
  let answers = [() => Promise.resolve(backlog), () => Promise.reject(new Error("gone"))];
  registerBacklog(registry, () => {
    const [next, ...rest] = answers;
    answers = rest;
    return next?.() ?? Promise.reject(new Error("asked too often"));
  });
  const text = await registry.metrics();
  expect(text).toContain('surety_checks{state="queued"} 3');
  expect(text).toContain("surety_check_queue_age_seconds 12");
  expect(text).toContain("surety_outbox_lag_seconds 0.5");
  expect(text).toContain('surety_database_connections{application="surety-worker",state="idle"} 4');
  expect(text).toContain("surety_backlog_readable 1");
  const later = await registry.metrics();
  expect(later).toContain("surety_backlog_readable 0");
  expect(later).not.toMatch(/^surety_(?:checks|check_queue_age_seconds|outbox_rows|outbox_lag_seconds)[ {]/m);
});

test("statements are measured by their operation, and none by its text", async () => {
  const registry = new Registry();
  const watch = watchStatements(registry, undefined);
  watch.statement('select "id" from "checks" where "id" = $1')();
  watch.statement("insert into checks values ($1)")(Object.assign(new Error("duplicate"), { code: "23505" }));
  watch.statement("vacuum full")();
  registerPools(registry, { main: () => ({ max: 20, used: 3, waiting: 0 }) });
  const text = await registry.metrics();
  const count = "db_client_operation_duration_seconds_count";
  expect(text).toContain(`${count}{db_system_name="postgresql",db_operation_name="select"} 1`);
  expect(text).toContain(`${count}{db_system_name="postgresql",db_operation_name="insert",error_type="23"} 1`);
  expect(text).toContain(`${count}{db_system_name="postgresql",db_operation_name="other"} 1`);
  expect(text).toContain('db_client_connection_count{db_client_connection_pool_name="main",db_client_connection_state="used"} 3');
  expect(text).toContain('db_client_connection_pending_requests{db_client_connection_pool_name="main"} 0');
});
