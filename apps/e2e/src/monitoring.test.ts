import { readFileSync } from "node:fs";
import { join } from "node:path";
import { waitUntil } from "@surety/testkit/wait-until";
import { load } from "js-yaml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { newOrganization } from "./new-organization.ts";
import { readScrape, type Scraped, selectorsOf } from "./promql-names.ts";
import { startWatchedSurety, type WatchedSurety } from "./watched-surety.ts";

const root = join(import.meta.dirname, "../../..");
const monitoring = join(root, "tooling/deploy/helm/surety/monitoring");
const Duration = z.string().regex(/^\d+[smhd]$/);
const Labels = z.record(z.string().regex(/^[a-z_]+$/), z.string());
const Recording = z.strictObject({ record: z.string().regex(/^[a-z_]+(:\w+)+$/), labels: Labels, expr: z.string() });
const Alert = z.strictObject({
  alert: z.string().regex(/^Surety[A-Z]\w+$/),
  expr: z.string(),
  for: Duration,
  labels: z.strictObject({ severity: z.enum(["critical", "warning", "info"]) }),
  annotations: z.strictObject({ summary: z.string(), description: z.string(), runbook: z.string() }),
});
const RuleFile = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), interval: Duration.optional(), rules: z.array(z.union([Recording, Alert])) })),
});
const Dashboard = z.looseObject({
  panels: z.array(
    z.looseObject({
      title: z.string(),
      targets: z.array(z.looseObject({ expr: z.string(), legendFormat: z.string() })).default([]),
    }),
  ),
});

const rules = RuleFile.parse(load(readFileSync(join(monitoring, "alerts.yaml"), "utf8"))).groups.flatMap((group) => group.rules);
const alerts = rules.flatMap((rule) => ("alert" in rule ? [rule] : []));
const recordings = rules.flatMap((rule) => ("record" in rule ? [rule] : []));
const panels = Dashboard.parse(JSON.parse(readFileSync(join(monitoring, "dashboard.json"), "utf8"))).panels;
const queries = panels.flatMap(({ title, targets }) => targets.map(({ expr, legendFormat }) => ({ title, expr, legendFormat })));

const document = Buffer.from(
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Orders", version: "1" },
    paths: { "/orders": { get: { responses: { 200: { description: "All" } } } } },
  }),
);

describe("what server and worker measure", () => {
  let surety: WatchedSurety;
  let scrape: { readonly server: string; readonly worker: string };
  let scraped: Scraped;
  beforeAll(async () => {
    surety = await startWatchedSurety({ server: { SURETY_RATE_LIMIT: "20", SURETY_RATE_LIMIT_ADDRESS: "0" } });
    const { rest } = await newOrganization(surety.url, ["read", "contracts:write", "deployments:write", "admin"]);
    const call = async (status: number, ...[method, path, body]: Parameters<typeof rest>): Promise<void> => {
      const answer = await rest(method, path, body);
      if (answer.status !== status) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    };
    const hook = { url: surety.receiver.url, eventTypes: ["check.completed"] };
    await call(201, "POST", "/v1/webhooks", hook);
    await call(422, "POST", "/v1/webhooks", { ...hook, url: "http://169.254.169.254/" });
    await call(201, "PUT", "/v1/services/orders/versions/1", document);
    await waitUntil(() => surety.receiver.paths.length >= 2, { what: "the webhooks of both checks", deadlineMs: 60_000 });
    await call(201, "POST", "/v1/environments/production/deployments", { service: "orders", version: "1" });
    await call(200, "GET", "/v1/verdicts?service=orders&version=1&environment=production");
    await waitUntil(async () => (await rest("GET", "/v1/services")).status === 429, { what: "a refusal for the number of requests" });
    await waitUntil(
      async () => /^surety_webhook_delivery_attempts_total\{outcome="succeeded".*\} [2-9]/m.test((await surety.scrape()).worker),
      {
        what: "both deliveries in the metrics",
      },
    );
    scrape = await surety.scrape();
    scraped = readScrape([scrape.server, scrape.worker], { job: "surety", instance: "here" });
  });
  afterAll(() => surety?.stop());

  it.each([
    [
      "server",
      'http_server_request_duration_seconds_count{http_request_method="PUT",http_route="/v1/services/:service/versions/:version",http_response_status_code="201"}',
    ],
    ["server", 'db_client_operation_duration_seconds_count{db_system_name="postgresql",db_operation_name="insert"}'],
    ["server", 'surety_rate_limit_denials_total{limit="credential"}'],
    ["server", 'surety_egress_denied_total{reason="address_refused"}'],
    ["server", "nodejs_eventloop_delay_p99_seconds"],
    ["server", 'db_client_connection_max{db_client_connection_pool_name="main"}'],
    ["worker", 'db_client_operation_duration_seconds_count{db_system_name="postgresql",db_operation_name="update"}'],
    [
      "worker",
      'messaging_client_operation_duration_seconds_count{messaging_system="bullmq",messaging_operation_name="send",messaging_destination_name="check.run"}',
    ],
    ["worker", 'surety_job_duration_seconds_count{job_name="check.run",outcome="done"}'],
    ["worker", 'surety_check_duration_seconds_count{kind="lint",verdict="passed"}'],
    ["worker", 'surety_check_latency_seconds_count{kind="diff"}'],
    ["worker", 'surety_check_verdicts_total{kind="lint",verdict="passed"}'],
    ["worker", 'db_client_connection_max{db_client_connection_pool_name="queue"}'],
    ["worker", "surety_webhook_first_attempt_seconds_count"],
    ["worker", 'surety_webhook_delivery_attempts_total{outcome="succeeded"}'],
    ["worker", "nodejs_eventloop_delay_p99_seconds"],
    ["worker", 'surety_database_connections{application="surety-worker"}'],
  ] as const)("the %s has counted %s", (process, series) => {
    const [metric = "", labels = ""] = series.split(/[{}]/);
    const lines = scrape[process].split("\n").filter((line) => line.startsWith(`${metric}{`) || line.startsWith(`${metric} `));
    const own = lines.filter((line) => labels.split(/,(?=[a-z_]+=)/).every((label) => line.includes(label)));
    expect(own.map((line) => Number(line.split(" ").at(-1))).reduce((sum, value) => sum + value, 0)).toBeGreaterThan(0);
  });

  it.each(["surety_check_queue_age_seconds", "surety_outbox_lag_seconds", "db_client_connection_pending_requests"])(
    "both tell %s",
    (metric) => {
      expect(scrape.server).toMatch(new RegExp(`^${metric}[{ ]`, "m"));
      expect(scrape.worker).toMatch(new RegExp(`^${metric}[{ ]`, "m"));
    },
  );

  it("no label has a name, an id or an address in it", () => {
    const text = `${scrape.server}\n${scrape.worker}`;
    expect(text).not.toMatch(/orders|[0-9a-f]{8}-[0-9a-f]{4}/);
    expect(text).not.toMatch(/127\.0\.0\.1|169\.254/);
  });

  it.each([
    ...rules.map((rule) => ["alert" in rule ? rule.alert : `${rule.record} of ${rule.labels["slo"]}`, rule.expr] as const),
    ...queries.map(({ title, expr }) => [`the panel “${title}”`, expr] as const),
  ])("%s asks for what there is", (_name, expr) => {
    const selectors = selectorsOf(expr.replaceAll("$__rate_interval", "5m").replaceAll("$job", "surety"));
    for (const { metric, matchers, groupedBy } of selectors) {
      const labels = labelsOf(metric, scraped);
      for (const label of groupedBy) expect([metric, label, labels.has(label)]).toEqual([metric, label, true]);
      for (const { label, operator, value } of matchers) {
        const values = [...(labels.get(label) ?? [])];
        // Nothing has failed here: of a status alone there need be no example.
        const isThere = label === "http_response_status_code" ? values.length > 0 : values.some((known) => fits(known, operator, value));
        expect([metric, label, value, isThere]).toEqual([metric, label, value, true]);
      }
    }
    expect(selectors.length + (expr.startsWith("vector(") ? 1 : 0)).toBeGreaterThan(0);
  });

  it("legends name labels that their series have", () => {
    for (const { title, expr, legendFormat } of queries) {
      const labels = selectorsOf(expr.replaceAll("$__rate_interval", "5m").replaceAll("$job", "surety")).map(({ metric }) =>
        labelsOf(metric, scraped),
      );
      for (const [, label = ""] of legendFormat.matchAll(/\{\{(\w+)\}\}/g))
        expect([title, label, labels.some((of) => of.has(label))]).toEqual([title, label, true]);
    }
  });
});

describe("alerts", () => {
  const page = readFileSync(join(root, "docs/monitoring.md"), "utf8");
  const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading);

  it.each(alerts.map((alert) => [alert.alert, alert] as const))("docs/monitoring.md says what to do for %s", (name, { annotations }) => {
    expect(headings).toContain(name);
    expect(annotations.runbook).toBe(`docs/monitoring.md#${name.toLowerCase()}`);
  });

  it("there is a budget, and a rate for each window, of every objective", () => {
    const objectives = new Set(recordings.map(({ labels }) => labels["slo"]));
    expect([...objectives]).toEqual(["publish", "verdict", "verdict-latency", "check-latency", "webhook-latency"]);
    for (const slo of objectives)
      expect(recordings.filter(({ labels }) => labels["slo"] === slo).map(({ record }) => record)).toEqual([
        "surety:budget",
        ...["5m", "30m", "1h", "6h"].map((window) => `surety:bad:ratio_rate${window}`),
      ]);
  });
});

function labelsOf(metric: string, scraped: Scraped): ReadonlyMap<string, ReadonlySet<string>> {
  // Prometheus makes this one itself.
  if (metric === "up")
    return new Map([
      ["job", new Set(["surety"])],
      ["instance", new Set(["here"])],
    ]);
  const recorded = recordings.filter(({ record }) => record === metric);
  if (recorded.length > 0) return new Map([["slo", new Set(recorded.map(({ labels }) => labels["slo"] ?? ""))]]);
  const labels = scraped.get(metric);
  if (labels === undefined) throw new Error(`neither the server nor the worker has ${metric}`);
  return labels;
}

function fits(known: string, operator: string, value: string): boolean {
  if (operator === "=") return known === value;
  if (operator === "=~") return new RegExp(`^(?:${value})$`).test(known);
  return true;
}
