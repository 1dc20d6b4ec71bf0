import { randomBytes } from "node:crypto";
import { CreatedWebhook } from "@surety/model/webhooks";
import { testRedis } from "@surety/testkit/redis";
import { waitUntil } from "@surety/testkit/wait-until";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newOrganization, type Organization } from "./new-organization.ts";
import type { CollectedSpan } from "./otlp-collector.ts";
import { startWatchedSurety, type WatchedSurety } from "./watched-surety.ts";

const redis = testRedis();
if (redis.skip !== undefined) console.warn(`skipped: traces through Redis (${redis.skip})`);

const contract = (paths: readonly string[]) =>
  Buffer.from(
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: "Orders", version: "1" },
      paths: Object.fromEntries(paths.map((path) => [path, { get: { responses: { 200: { description: "All" } } } }])),
    }),
  );

describe.each([
  ["PostgreSQL", undefined, {}],
  ["Redis", redis.skip, { REDIS_URL: redis.url === undefined ? "" : new URL("/8", redis.url).href }],
] as const)("one publish, with jobs in %s", (_name, skip, both) => {
  let surety: WatchedSurety;
  let organization: Organization;
  beforeAll(async () => {
    if (skip !== undefined) return;
    surety = await startWatchedSurety({ both });
    organization = await newOrganization(surety.url, ["read", "contracts:write", "admin"]);
  });
  afterAll(() => surety?.stop());

  it.skipIf(skip)("is one trace, from the caller's to the webhook, through the outbox, the queue, the engines and SQL", async () => {
    const { rest } = organization;
    const created = await rest("POST", "/v1/webhooks", { url: `${surety.receiver.url}/hook`, eventTypes: ["check.completed"] });
    CreatedWebhook.parse(await created.json());
    const publish = (version: string, document: Buffer, headers: Record<string, string> = {}) =>
      rest("PUT", `/v1/services/orders/versions/${version}`, document, headers);
    expect((await publish("1", contract(["/orders", "/customers"]))).status).toBe(201);
    const [traceId, spanId] = [randomBytes(16).toString("hex"), randomBytes(8).toString("hex")];
    expect((await publish("2", contract(["/orders"]), { traceparent: `00-${traceId}-${spanId}-01` })).status).toBe(201);

    const isComplete = (spans: readonly CollectedSpan[]) =>
      named(spans, "webhook.deliver process").length === 2 && named(spans, "PUT /v1/services/:service/versions/:version").length === 1;
    const spans = await waitUntil(() => isComplete(surety.collector.spansOf(traceId)) && surety.collector.spansOf(traceId), {
      what: "both webhooks of the publish, traced",
      deadlineMs: 60_000,
      intervalMs: 100,
    });
    const tree = new Map(spans.map((span) => [span.spanId, span]));
    const pathOf = (span: CollectedSpan): string => {
      const parent = tree.get(span.parentSpanId ?? "");
      return parent === undefined ? span.name : `${pathOf(parent)} > ${span.name}`;
    };
    const request = "PUT /v1/services/:service/versions/:version";
    const [root, ...others] = spans.filter((span) => !tree.has(span.parentSpanId ?? ""));
    expect(others).toEqual([]);
    expect(root).toMatchObject({ name: request, service: "surety-server", parentSpanId: spanId });

    const paths = new Set(spans.map(pathOf));
    const verb = `${request} > verb publishVersion`;
    const check = `${verb} > check.run send > check.run process`;
    const webhook = `${check} > webhook.deliver send > webhook.deliver process`;
    expect([...paths]).toEqual(
      expect.arrayContaining([
        `${verb} > engine read`,
        `${verb} > insert versions`,
        `${verb} > insert outbox`,
        `${check} > engine lint`,
        `${check} > engine diff`,
        `${check} > update checks`,
        `${webhook} > POST`,
        `${webhook} > update webhook_deliveries`,
      ]),
    );
    expect(named(spans, "check.run process").map(({ service }) => service)).toEqual(["surety-worker", "surety-worker"]);
    expect(spans.filter(({ hasFailed }) => hasFailed)).toEqual([]);
    const statement = spans.find((span) => pathOf(span) === `${verb} > insert versions`);
    expect(statement?.attributes).toMatchObject({ "db.system.name": "postgresql", "db.query.text": expect.stringMatching(/\$1\b/) });

    // Every line that the publish has led to names the trace; that of the request says for whom it was.
    const lines = surety.log.flatMap((line) => (line.includes(traceId) ? [JSON.parse(line)] : []));
    expect(lines).toContainEqual(
      expect.objectContaining({ msg: "answered", requestId: expect.any(String), organization: expect.any(String), span_id: root?.spanId }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({ msg: "a check was settled", kind: "diff", verdict: "failed", check: expect.any(String) }),
    );
  });
});

function named(spans: readonly CollectedSpan[], name: string): readonly CollectedSpan[] {
  return spans.filter((span) => span.name === name);
}
