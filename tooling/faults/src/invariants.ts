import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { Api } from "./api.ts";
import { digestOf } from "./contracts.ts";
import type { Installation } from "./installation.ts";
import type { Journal } from "./journal.ts";

/** I4: what a check may wait beyond its own timeout, which is that of the engines. */
const SETTLE_LIMIT_MS = 20_000 + 60_000;
/** A worker that dies while it sends a webhook leaves it for a minute; it is found by the next look at what is overdue. */
const DELIVER_LIMIT_MS = 60_000 + 15_000 + 10_000;
const LOOK_MS = 100;
const Source = z.object({ text: z.string() });

interface SettledRow {
  readonly id: string;
  readonly service: string;
  readonly version: string;
  readonly kind: string;
  readonly state: string;
  readonly verdict: string | null;
  readonly outcome: string | null;
  readonly settled_at: Date | null;
}

/**
 * Waits until every check has settled and every webhook of the good receiver has arrived, then compares what is stored
 * with the journal. To be called when no fault lasts and nothing is published. How long settling took, in milliseconds.
 */
export async function checkInvariants(installation: Installation, journal: Journal, patience: number): Promise<number> {
  const began = performance.now();
  await awaitSettled(installation, journal, SETTLE_LIMIT_MS * patience);
  const tookMs = performance.now() - began;
  await checkPublishes(installation, journal);
  const rows = await readChecks(installation);
  checkVerdicts(rows, journal);
  checkAnswers(rows, journal);
  await checkDeliveries(installation, journal, DELIVER_LIMIT_MS * patience);
  return tookMs;
}

/** I4. */
async function awaitSettled({ sql }: Installation, journal: Journal, limitMs: number): Promise<void> {
  const began = performance.now();
  for (;;) {
    const open = await sql`select id, state, attempt, created_at, enqueued_at, heartbeat_at from checks where state <> 'settled' limit 5`;
    if (open.length === 0) return;
    if (performance.now() - began > limitMs) {
      journal.violate("I4", `checks are open ${limitMs} ms after the last fault: ${JSON.stringify(open)}`);
      return;
    }
    await delay(LOOK_MS);
  }
}

/** I1: by the API, byte by byte, and none twice in the database. */
async function checkPublishes({ api, sql }: Installation, journal: Journal): Promise<void> {
  const rows = await sql<{ service: string; version: string; raw_digest: string }[]>`
    select services.name as service, versions.name as version, versions.raw_digest from versions
    join services on services.organization_id = versions.organization_id and services.id = versions.service_id`;
  const stored = new Map(rows.map((row) => [`${row.service} ${row.version}`, row.raw_digest]));
  if (stored.size !== rows.length) journal.violate("I1", "a version is stored twice");
  for (const { service, version, digest } of journal.acknowledged) {
    const found = stored.get(`${service} ${version}`);
    if (found !== digest) journal.violate("I1", `${service} ${version} was acknowledged with ${digest}, stored is ${found ?? "nothing"}`);
  }
  // All bytes of all versions would be read again and again: of each look, the newest ones.
  for (const { service, version, digest } of journal.acknowledged.slice(-30)) await checkBytes(api, journal, { service, version, digest });
}

async function checkBytes(api: Api, journal: Journal, { service, version, digest }: { service: string; version: string; digest: string }) {
  const answer = await api.call("GET", `/v1/contracts/${digest}/source`);
  const source = Source.safeParse(answer?.body);
  if (!source.success || digestOf(new TextEncoder().encode(source.data.text)) !== digest)
    journal.violate("I1", `the bytes of ${service} ${version} are not those that were published (${answer?.status ?? "no answer"})`);
}

async function readChecks({ sql }: Installation): Promise<readonly SettledRow[]> {
  return await sql<SettledRow[]>`
    select checks.id, services.name as service, versions.name as version, kind, state, verdict, outcome, settled_at from checks
    join versions on versions.organization_id = checks.organization_id and versions.id = checks.version_id
    join services on services.organization_id = versions.organization_id and services.id = versions.service_id`;
}

/** I2: one final verdict for each check of each acknowledged version, the same as when it was first seen. */
function checkVerdicts(rows: readonly SettledRow[], journal: Journal): void {
  const kinds = new Map<string, Set<string>>();
  for (const row of rows) {
    const name = `${row.service} ${row.version}`;
    kinds.set(name, (kinds.get(name) ?? new Set()).add(row.kind));
    if (row.state !== "settled") continue;
    const verdict = `${row.verdict ?? "none"} ${row.outcome ?? ""} ${row.settled_at?.toISOString() ?? ""}`;
    const before = journal.verdicts.get(row.id);
    if (before === undefined) journal.verdicts.set(row.id, verdict);
    else if (before !== verdict) journal.violate("I2", `the verdict of ${name} ${row.kind} was ${before}, now it is ${verdict}`);
  }
  for (const { service, version } of journal.acknowledged) {
    const found = kinds.get(`${service} ${version}`);
    if (found?.has("lint") !== true || !found.has("diff")) journal.violate("I2", `${service} ${version} has no check of each kind`);
  }
}

/** I5: what was answered with yes has passed all its checks. A verdict never changes, so that now is as good as then. */
function checkAnswers(rows: readonly SettledRow[], journal: Journal): void {
  const bad = new Map(rows.filter((row) => row.verdict !== "passed").map((row) => [`${row.service} ${row.version}`, row]));
  for (const { service, version } of new Set(journal.saidYes)) {
    const row = bad.get(`${service} ${version}`);
    if (row !== undefined)
      journal.violate("I5", `${service} ${version} was answered with yes; its ${row.kind} check is ${row.state} ${row.verdict ?? ""}`);
  }
  journal.saidYes.length = 0;
}

/** I3: one event for each verdict, and the receiver that behaves has got it. */
async function checkDeliveries({ sql, sink, hostileWebhook }: Installation, journal: Journal, limitMs: number): Promise<void> {
  const began = performance.now();
  for (;;) {
    const late = await sql<{ id: string; event_id: string; attempts: number; next_attempt_at: Date | null; claimed_at: Date | null }[]>`
      select id, event_id, attempts, next_attempt_at, claimed_at from webhook_deliveries
      where webhook_id <> ${hostileWebhook} and state = 'pending' and next_attempt_at < now() + interval '30 seconds' limit 5`;
    if (late.length === 0) break;
    if (performance.now() - began > limitMs) {
      journal.violate("I3", `webhooks are not delivered ${limitMs} ms after the last fault: ${JSON.stringify(late)}`);
      break;
    }
    await delay(LOOK_MS);
  }
  const events = await sql<{ id: string; check: string; state: string | null; attempts: number }[]>`
    select events.id, events.payload::json->'data'->>'check' as check, deliveries.state, deliveries.attempts from webhook_events events
    left join webhook_deliveries deliveries on deliveries.organization_id = events.organization_id and deliveries.event_id = events.id
      and deliveries.webhook_id <> ${hostileWebhook}
    where events.type = 'check.completed'`;
  const told = new Map<string, string>();
  for (const { id, check, state } of events) {
    if (told.has(check)) journal.violate("I3", `the verdict of the check ${check} is two events: ${told.get(check) ?? ""} and ${id}`);
    told.set(check, id);
    if (state === "succeeded" && !sink.received.has(id)) journal.violate("I3", `the event ${id} counts as delivered, and was not received`);
    if (state === null || state === "failed" || state === "cancelled")
      journal.violate("I3", `the event ${id} is not delivered: ${state ?? "none"}`);
  }
  for (const check of journal.verdicts.keys())
    if (!told.has(check)) journal.violate("I3", `no event tells of the verdict of the check ${check}`);
}
