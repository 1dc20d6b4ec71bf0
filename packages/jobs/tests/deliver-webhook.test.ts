import { Egress } from "@surety/egress/egress";
import { serverPolicy } from "@surety/egress/egress-policy";
import type { WebhookId } from "@surety/model/ids";
import { deliverWebhook, type JobPayload } from "@surety/model/jobs";
import { MAX_ATTEMPTS, type WebhookDeliveryDetail, type WebhookEventType } from "@surety/model/webhooks";
import { repairDeliveries } from "@surety/domain/webhooks/repair-deliveries";
import { sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createWebhookSender } from "../src/deliver-webhook.ts";
import { createWorld, type World } from "./create-world.ts";

import { type Receiver, startReceiver } from "./receiver.ts";

const SMALL = JSON.stringify({ openapi: "3.1.0", info: { title: "Small", version: "1" }, paths: {} });

let world: World;
let receiver: Receiver;
let egress: Egress;
let deliver: ReturnType<typeof createWebhookSender>;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  receiver = await startReceiver();
  egress = new Egress({ policy: serverPolicy({ allow: [`127.0.0.1/32:${receiver.port}`] }) });
  deliver = createWebhookSender({ ...world.deps, egress });
});
afterEach(async () => {
  await egress.close();
  await receiver.close();
  await world.database.drizzle.execute(sql`delete from webhooks`);
  await world.database.drizzle.execute(sql`delete from outbox`);
});

const subscribe = (eventTypes: WebhookEventType[], url = receiver.url) =>
  world.verbs.createWebhook(world.who, { url, description: "", eventTypes });
const log = (webhook: WebhookId) => world.verbs.listWebhookDeliveries(world.who, { webhook, limit: 100 });
const detail = (webhook: WebhookId, delivery: WebhookDeliveryDetail["id"]) =>
  world.verbs.getWebhookDelivery(world.who, { webhook, delivery });

/** Takes what the outbox promises of webhooks, however long it is to wait, and gives it to the sender. */
async function work(): Promise<{ delayMs: number }[]> {
  const jobs = await world.deps.transact((tx) => tx.outbox.take(100));
  const ours = jobs.filter((job) => job.job === deliverWebhook.name);
  await Promise.all(ours.map((job) => deliver(job.payload as JobPayload<"webhook.deliver">)));
  return ours;
}

test("what has happened is sent once, signed so that the official library takes it", async () => {
  const { secret, id } = await subscribe(["version.published"]);
  await world.publish("signed", "1.0.0", SMALL);
  await world.publish("signed", "1.0.0", SMALL);
  await work();
  expect(receiver.received).toHaveLength(1);
  const [{ headers, body } = { headers: {}, body: "" }] = receiver.received;
  const verified = new Webhook(secret).verify(body, headers as Record<string, string>);
  expect(verified).toMatchObject({
    type: "version.published",
    data: { service: "signed", version: "1.0.0", branch: null, rawDigest: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  expect(headers).toMatchObject({ "content-type": "application/json", "webhook-id": (await log(id)).items[0]?.event });
  expect(() => new Webhook(secret).verify(`${body} `, headers as Record<string, string>)).toThrow();
  expect((await log(id)).items).toMatchObject([{ state: "succeeded", attempts: 1, status: 204, error: null, type: "version.published" }]);
});

test("after a rotation both secrets fit, and then the new one alone", async () => {
  const { secret, id } = await subscribe(["version.published"]);
  const rotated = await world.verbs.rotateWebhookSecret(world.who, { webhook: id, previousValidHours: 1 });
  await world.verbs.createWebhookDelivery(world.who, { webhook: id });
  await work();
  await world.database.drizzle.execute(sql`update webhooks set previous_secret_until = now() - interval '1 second'`);
  await world.verbs.createWebhookDelivery(world.who, { webhook: id });
  await work();
  const [both, alone] = receiver.received;
  const verify = (by: string, received: typeof both) =>
    new Webhook(by).verify(received?.body ?? "", (received?.headers ?? {}) as Record<string, string>);
  for (const valid of [secret, rotated.secret]) expect(verify(valid, both)).toMatchObject({ type: "webhook.test" });
  expect(verify(rotated.secret, alone)).toMatchObject({ type: "webhook.test", data: { webhook: id } });
  expect(() => verify(secret, alone)).toThrow();
});

test("a verdict is told when its answer is another than before", async () => {
  await subscribe(["verdict.changed"]);
  await world.publish("judged", "1.0.0", SMALL);
  for (let time = 0; time < 2; time += 1) await world.decide("judged", "1.0.0");
  await work();
  expect(receiver.received.map(({ body }) => JSON.parse(body))).toMatchObject([
    {
      type: "verdict.changed",
      data: { service: "judged", version: "1.0.0", environment: "production", answer: "unknown", previous: null },
    },
  ]);
});

test("only endpoints that ask for an event get it, and no other organization's", async () => {
  const { id } = await subscribe(["exception.created"]);
  await world.publish("unasked", "1.0.0", SMALL);
  expect(await work()).toEqual([]);
  expect((await log(id)).items).toEqual([]);
});

test("a failure is tried again with the same id, later each time, and given up after the last attempt", async () => {
  receiver.answer((response) => response.writeHead(500).end("out of order"));
  const { id } = await subscribe(["version.published"]);
  await world.publish("failing", "1.0.0", SMALL);
  const delays: number[] = [];
  for (let jobs = await work(); jobs.length > 0; jobs = await work()) delays.push(jobs[0]?.delayMs ?? -1);
  expect(receiver.received).toHaveLength(MAX_ATTEMPTS);
  expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(delays[0]).toBe(0);
  for (const [index, seconds] of [5, 300, 1800, 7200, 18_000, 36_000, 36_000].entries()) {
    expect(delays[index + 1]).toBeGreaterThanOrEqual(seconds * 900);
    expect(delays[index + 1]).toBeLessThanOrEqual(seconds * 1100);
  }
  const [delivery] = (await log(id)).items;
  expect(delivery).toMatchObject({ state: "failed", attempts: MAX_ATTEMPTS, status: 500, nextAttemptAt: null });
  expect((await world.verbs.getWebhook(world.who, { webhook: id })).failingSince).not.toBeNull();
  if (delivery === undefined) throw new Error("unreachable");
  const { log: attempts, payload } = await detail(id, delivery.id);
  expect(attempts).toHaveLength(MAX_ATTEMPTS);
  expect(attempts[0]).toMatchObject({ number: MAX_ATTEMPTS, status: 500, response: "out of order" });
  expect(payload).toBe(receiver.received[0]?.body);

  receiver.answer((response) => response.writeHead(200).end("ok"));
  await world.verbs.createWebhookDelivery(world.who, { webhook: id, event: delivery.event });
  await work();
  expect(receiver.received.at(-1)).toMatchObject({ headers: { "webhook-id": delivery.event }, body: payload });
  expect((await log(id)).items[0]).toMatchObject({ state: "succeeded", replay: true });
  expect((await world.verbs.getWebhook(world.who, { webhook: id })).failingSince).toBeNull();
});

test("a receiver says when it wants to be asked again", async () => {
  receiver.answer((response) => response.writeHead(503, { "retry-after": "900" }).end());
  await subscribe(["version.published"]);
  await world.publish("busy", "1.0.0", SMALL);
  await work();
  const jobs = await world.deps.transact((tx) => tx.outbox.take(100));
  expect(jobs.filter((job) => job.job === deliverWebhook.name).map((job) => job.delayMs)).toEqual([900_000]);
});

test("a job that is delivered five times, or late, sends once", async () => {
  await subscribe(["version.published"]);
  await world.publish("twice", "1.0.0", SMALL);
  const jobs = await world.deps.transact((tx) => tx.outbox.take(100));
  const job = jobs.find((each) => each.job === deliverWebhook.name);
  const payload = deliverWebhook.payload.parse(job?.payload);
  await Promise.all(Array.from({ length: 5 }, () => deliver(payload)));
  await deliver(payload);
  expect(receiver.received).toHaveLength(1);
});

test("an attempt whose job or worker was lost is made again, and not before its time", async () => {
  const { id } = await subscribe(["version.published"]);
  await world.publish("lost", "1.0.0", SMALL);
  await world.deps.transact((tx) => tx.outbox.take(100));
  expect(await repairDeliveries(world.deps)).toBe(0);
  await world.database.drizzle.execute(
    sql`update webhook_deliveries set next_attempt_at = now() - interval '1 minute', claimed_at = now() - interval '2 minutes'`,
  );
  expect(await repairDeliveries(world.deps)).toBe(1);
  expect(await repairDeliveries(world.deps)).toBe(0);
  await work();
  expect(receiver.received).toHaveLength(1);
  expect((await log(id)).items).toMatchObject([{ state: "succeeded" }]);
});

describe("an endpoint is switched off, and its organization told", () => {
  const state = async (webhook: WebhookId) => world.verbs.getWebhook(world.who, { webhook });

  test("when it answers 410 Gone", async () => {
    receiver.answer((response) => response.writeHead(410).end());
    const { id } = await subscribe(["version.published"]);
    const other = await startReceiver();
    const wide = new Egress({ policy: serverPolicy({ allow: ["127.0.0.1/32"] }) });
    deliver = createWebhookSender({ ...world.deps, egress: wide });
    await subscribe(["webhook.disabled"], other.url);
    await world.publish("gone", "1.0.0", SMALL);
    await work();
    await work();
    expect(await state(id)).toMatchObject({ enabled: false, disabledReason: "gone" });
    expect(JSON.parse(other.received[0]?.body ?? "{}")).toMatchObject({ type: "webhook.disabled", data: { webhook: id, reason: "gone" } });
    const { items } = await world.verbs.listAuditEntries(world.who, { limit: 5, action: "webhook.disabled", resource: id });
    expect(items).toMatchObject([{ actor: { type: "system", name: "webhooks" }, before: { enabled: true }, after: { enabled: false } }]);
    expect(JSON.stringify(items)).not.toContain("whsec_");
    await wide.close();
    await other.close();
  });

  test("when nothing has reached it for five days, and not before", async () => {
    receiver.answer((response) => response.writeHead(500).end());
    const { id } = await subscribe(["version.published"]);
    const giveUp = async (service: string) => {
      await world.publish(service, "1.0.0", SMALL);
      for (let jobs = await work(); jobs.length > 0; jobs = await work());
    };
    await giveUp("four-days");
    expect(await state(id)).toMatchObject({ enabled: true });
    await world.database.drizzle.execute(sql`update webhooks set failing_since = now() - interval '6 days'`);
    await giveUp("six-days");
    expect(await state(id)).toMatchObject({ enabled: false, disabledReason: "failing" });
    const count = receiver.received.length;
    await world.publish("after", "1.0.0", SMALL);
    await work();
    expect(receiver.received.length).toBe(count);
    await expect(world.verbs.createWebhookDelivery(world.who, { webhook: id })).rejects.toMatchObject({ code: "webhook_disabled" });
    expect(await world.verbs.putWebhook(world.who, { webhook: id, enabled: true })).toMatchObject({
      enabled: true,
      disabledReason: null,
      failingSince: null,
    });
  });

  test("what was on its way to it is cancelled", async () => {
    const { id } = await subscribe(["version.published"]);
    await world.publish("cancelled", "1.0.0", SMALL);
    await world.verbs.putWebhook(world.who, { webhook: id, enabled: false });
    await work();
    expect(receiver.received).toEqual([]);
    expect((await log(id)).items).toMatchObject([{ state: "cancelled" }]);
  });
});

describe("a hostile receiver is bounded", () => {
  const outcome = async (url = receiver.url) => {
    const { id } = await subscribe(["version.published"], url);
    await world.verbs.createWebhookDelivery(world.who, { webhook: id });
    await work();
    return (await log(id)).items[0];
  };

  test("it answers without end", async () => {
    receiver.answer((response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(16_384)));
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    });
    expect(await outcome()).toMatchObject({ state: "pending", attempts: 1, error: expect.stringMatching(/larger|more than|longer/) });
  });

  test("it redirects", async () => {
    receiver.answer((response) => response.writeHead(307, { location: "http://169.254.169.254/latest/meta-data" }).end());
    expect(await outcome()).toMatchObject({ state: "pending", status: 307, error: expect.stringContaining("redirects are not followed") });
    expect(receiver.received).toHaveLength(1);
  });

  test("it has become a private address since it was kept", async () => {
    expect(await outcome("http://10.0.0.1/hooks")).toMatchObject({
      state: "pending",
      status: null,
      error: expect.stringContaining("private network"),
    });
  });

  test("it breaks the connection", async () => {
    receiver.answer((response) => void response.destroy());
    expect(await outcome()).toMatchObject({ state: "pending", status: null, error: expect.any(String) });
  });

  test("it sends what no database stores", async () => {
    receiver.answer((response) => response.writeHead(500).end(Buffer.from("a\u0000b\ud800")));
    expect(await outcome()).toMatchObject({ status: 500 });
  });
});

test("a copy of the database does not give the secret away, and another row's does not open", async () => {
  const { secret, id } = await subscribe(["version.published"]);
  const dump = await world.database.drizzle.execute(sql`select query_to_xml('select * from webhooks', true, true, '')::text as dump`);
  expect(JSON.stringify(dump)).not.toContain(secret.slice(6, 20));
  expect(JSON.stringify(await world.verbs.getWebhook(world.who, { webhook: id }))).not.toContain("whsec_");
  const other = await subscribe(["version.published"]);
  await world.database.drizzle.execute(
    sql`update webhooks set sealed_secret = (select sealed_secret from webhooks where id = ${id}::uuid) where id = ${other.id}::uuid`,
  );
  await world.verbs.createWebhookDelivery(world.who, { webhook: other.id });
  await work();
  expect((await log(other.id)).items[0]?.error).toContain("cannot be opened");
});
