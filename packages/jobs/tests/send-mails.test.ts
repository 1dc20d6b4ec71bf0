import { randomUUID } from "node:crypto";
import { promiseMail } from "@surety/domain/mails/promise-mail";
import type { Deps } from "@surety/domain/deps";
import { createVerbs } from "@surety/domain/create-verbs";
import { settleDelivery } from "@surety/domain/webhooks/settle-delivery";
import { MAX_MAIL_ATTEMPTS } from "@surety/model/mails";
import { type Mailer, openMailer } from "@surety/notify/open-mailer";
import { sql } from "drizzle-orm";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { sendDueMails } from "../src/mail-sender.ts";
import { createWorld, type World } from "./create-world.ts";

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
}

let world: World;
let sink: SMTPServer;
let mailer: Mailer;
let deps: World["deps"];
let failures: unknown[] = [];
let received: Received[] = [];
/** What the sink says to the next recipients instead of taking the mail: a code of SMTP. */
let refusals: number[] = [];

beforeAll(async () => {
  world = await createWorld();
  deps = { ...world.deps, mail: { origin: "https://surety.example.com" } };
});
afterAll(() => world.close());
beforeEach(async () => {
  [received, failures, refusals] = [[], [], []];
  sink = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onRcptTo(_address, _session, done) {
      const code = refusals.shift();
      done(code === undefined ? null : Object.assign(new Error("as scripted"), { responseCode: code }));
    },
    onData(stream, session, done) {
      let source = "";
      stream.on("data", (chunk: Buffer) => (source += chunk.toString()));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({ from: mailFrom === false ? "" : mailFrom.address, to: rcptTo.map(({ address }) => address), source });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
  const address = sink.server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  mailer = openMailer({ url: `smtp://127.0.0.1:${port}`, from: "Surety <surety@example.com>" });
});
afterEach(async () => {
  mailer.close();
  await new Promise<void>((resolve) => sink.close(resolve));
  await world.database.drizzle.execute(sql`delete from mails`);
});

const work = () =>
  sendDueMails({ repositories: deps.repositories, secrets: deps.secrets, mailer, onFailure: (failure) => failures.push(failure) });
const waiting = async () => Number((await world.database.drizzle.execute(sql`select count(*) as n from mails`))[0]?.["n"]);
const makeDue = () => world.database.drizzle.execute(sql`update mails set next_attempt_at = now()`);
const invite = (email: string, by: Deps = deps) =>
  createVerbs({ ...deps, ...by }).createInvitation(world.who, { email, role: "viewer", expiresInDays: 7 });

test("an invitation is mailed to its address, with the link that the administrator sees, and kept nowhere afterwards", async () => {
  const { link } = await invite("Grace@Example.com");
  const [row] = await world.database.drizzle.execute(sql`select encode(sealed, 'escape') as text from mails`);
  expect(String(row?.["text"])).not.toContain("surety_inv_");
  await work();
  expect(received).toMatchObject([{ from: "surety@example.com", to: ["grace@example.com"] }]);
  const source = received[0]?.source.replaceAll(/=\r\n/g, "").replaceAll("=3D", "=") ?? "";
  expect(source).toContain(`https://surety.example.com${link}`);
  expect(source).toMatch(/^Subject: Ada invites you to Acme\r$/m);
  expect([await waiting(), failures]).toEqual([0, []]);
  await work();
  expect(received).toHaveLength(1);
});

test("without mail nothing is promised, and nothing else changes", async () => {
  const { mail: _, ...without } = deps;
  const { link } = await createVerbs(without).createInvitation(world.who, { email: "joan@example.com", role: "viewer", expiresInDays: 7 });
  expect([link.startsWith("/invitations#surety_inv_"), await waiting()]).toEqual([true, 0]);
});

test("what is not taken is tried again later, and given up when it is refused for good or often enough", async () => {
  await invite("later@example.com");
  refusals = [451];
  await work();
  expect([received.length, await waiting(), failures]).toMatchObject([0, 1, [{ kind: "invitation", attempt: 1, isGivenUp: false }]]);
  await work();
  expect(received).toHaveLength(0);
  await makeDue();
  await work();
  expect([received.length, await waiting()]).toEqual([1, 0]);

  await invite("nobody@example.com");
  refusals = [550];
  await work();
  expect([await waiting(), failures.at(-1)]).toMatchObject([0, { attempt: 1, isGivenUp: true }]);

  await invite("unlucky@example.com");
  refusals = Array.from({ length: MAX_MAIL_ATTEMPTS }, () => 451);
  for (let attempt = 1; attempt <= MAX_MAIL_ATTEMPTS; attempt++) {
    await makeDue();
    await work();
  }
  expect([await waiting(), failures.at(-1)]).toMatchObject([0, { attempt: MAX_MAIL_ATTEMPTS, isGivenUp: true }]);
});

test("while the mail server is away, mails wait", async () => {
  await invite("patient@example.com");
  const away = openMailer({ url: "smtp://127.0.0.1:9", from: "Surety <surety@example.com>" });
  await sendDueMails({
    repositories: deps.repositories,
    secrets: deps.secrets,
    mailer: away,
    onFailure: (failure) => failures.push(failure),
  });
  away.close();
  expect([await waiting(), failures]).toMatchObject([1, [{ isGivenUp: false }]]);
});

test("many senders send each mail once", async () => {
  await deps.transact(async (tx) => {
    for (let number = 0; number < 12; number++)
      await promiseMail(deps, tx, world.who.organizationId, () => ({
        kind: "password-reset",
        to: `person-${number}@example.com`,
        link: "https://surety.example.com/new-password#x",
        expiresAt: new Date(0).toISOString(),
      }));
  });
  await Promise.all([work(), work(), work()]);
  expect(received).toHaveLength(12);
  expect(new Set(received.map(({ to }) => to[0])).size).toBe(12);
});

test("those who administer are told that a webhook is switched off", async () => {
  const webhook = await world.verbs.createWebhook(world.who, {
    url: "https://hooks.example.com/a",
    description: "",
    eventTypes: ["version.published"],
  });
  const made = await world.verbs.createWebhookDelivery(world.who, { webhook: webhook.id });
  const due = { organizationId: world.who.organizationId, deliveryId: made.id, attempt: 1 };
  const delivery = await deps.repositories.webhooks.claim(due);
  if (delivery === null) throw new Error(`nothing to deliver: ${randomUUID()}`);
  await settleDelivery(deps, delivery, { status: 410, latencyMs: 1, error: "gone", response: null, retryAfterMs: null });
  await work();
  expect(received).toHaveLength(1);
  expect(received[0]?.source).toContain("Subject: A webhook of Acme is switched off");
  expect(received[0]?.source.replaceAll(/=\r\n/g, "")).toContain(`https://surety.example.com/settings/webhooks/${webhook.id}`);
});
