import { collectContracts } from "@surety/domain/contracts/collect-contracts";
import { waitUntil } from "@surety/testkit/wait-until";
import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { contracts } from "../src/schema/contracts.ts";
import { diffs } from "../src/schema/diffs.ts";
import { lintReports } from "../src/schema/lint-reports.ts";
import { createWorld, name, type World } from "./create-world.ts";
import { settleLint } from "./settle-checks.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const age = () => world.database.drizzle.update(contracts).set({ createdAt: sql`now() - interval '2 days'` });
const titles = async () =>
  (await world.database.drizzle.select({ title: contracts.title }).from(contracts)).map(({ title }) => title).sort();
const remove = (service: string) => world.verbs.deleteService(world.who, { service: name.service(service) });
const usedBytes = async () => (await world.verbs.getQuotas(world.who)).contractBytes.used;

test("what no version has any more goes after a day, with what engines said of it, and its bytes are given back", async () => {
  await world.publish("kept", "1", { title: "of both" });
  const bytes = await usedBytes();
  await world.publish("gone", "1", { title: "of both" });
  await world.publish("gone", "2", { title: "of one", findings: [{ rule: "r", severity: "warning" }] });
  await settleLint(world, "gone", "2");
  await world.verbs.getDiff(world.who, {
    from: (await world.verbs.getVersion(world.who, { service: name.service("gone"), version: name.version("1") })).rawDigest,
    to: (await world.verbs.getVersion(world.who, { service: name.service("gone"), version: name.version("2") })).rawDigest,
    limit: 10,
  });
  await remove("gone");
  expect(await collectContracts(world.deps)).toBe(0);
  expect(await titles()).toEqual(["of both", "of one"]);
  await age();
  expect(await collectContracts(world.deps)).toBe(1);
  expect(await titles()).toEqual(["of both"]);
  expect(await usedBytes()).toBe(bytes);
  expect(await world.database.drizzle.select().from(diffs)).toEqual([]);
  // Of the baseline, which another service has too.
  expect(
    await world.database.drizzle
      .select({ title: contracts.title })
      .from(lintReports)
      .innerJoin(contracts, eq(contracts.rawDigest, lintReports.rawDigest)),
  ).toEqual([{ title: "of both" }]);
  expect(await collectContracts(world.deps)).toBe(0);
});

test("a document that is published again while it is collected is there afterwards", async () => {
  const document = { title: "comes back" };
  await world.publish("gone", "1", document);
  await remove("gone");
  await age();
  const { organizationId } = world.who;
  const [{ rawDigest } = { rawDigest: undefined }] = await world.database.drizzle.select().from(contracts);
  if (rawDigest === undefined) throw new Error("nothing was published");
  const publishing = await world.database.transact(async (tx) => {
    expect(await tx.contracts.deleteUnreferenced(organizationId, [rawDigest])).toMatchObject({ count: 1 });
    const begun = world.publish("back", "1", document);
    await waitUntil(() => isSomebodyWaiting(), { what: "a publication that waits for the collection" });
    return { begun };
  });
  expect(await publishing.begun).toMatchObject({ created: true });
  expect(await world.verbs.getContract(world.who, { digest: rawDigest })).toMatchObject({ title: "comes back" });
});

test("the same when the collection holds it and has not deleted it yet", async () => {
  const document = { title: "comes back" };
  await world.publish("gone", "1", document);
  await remove("gone");
  const other = postgres(world.url, { max: 1, onnotice: () => undefined });
  try {
    const publishing = await other.begin(async (tx) => {
      await tx`select 1 from contracts for update`;
      const begun = world.publish("back", "1", document);
      await waitUntil(() => isSomebodyWaiting(), { what: "a publication that waits for the row" });
      await tx`delete from contracts`;
      return { begun };
    });
    expect(await publishing.begun).toMatchObject({ created: true });
    expect(await titles()).toEqual(["comes back"]);
  } finally {
    await other.end();
  }
});

test("a document that somebody is just publishing is left alone", async () => {
  const document = { title: "comes back" };
  await world.publish("gone", "1", document);
  await remove("gone");
  await age();
  const [contract] = await world.database.drizzle.select().from(contracts);
  if (contract === undefined) throw new Error("nothing was published");
  await world.database.transact(async (tx) => {
    const { organizationId, rawDigest } = contract;
    const view = await tx.contracts.find(organizationId, rawDigest);
    const packed = await tx.contracts.findDocument(organizationId, rawDigest);
    if (view === null || packed === null) throw new Error("it was collected");
    const { createdAt: _, ...summary } = view;
    expect(await tx.contracts.insert(organizationId, summary, packed)).toBe(false);
    expect(await collectContracts(world.deps)).toBe(0);
  });
  expect(await world.database.drizzle.select().from(contracts).where(eq(contracts.rawDigest, contract.rawDigest))).toHaveLength(1);
});

async function isSomebodyWaiting(): Promise<boolean> {
  const rows = await world.database.drizzle.execute(sql`select 1 from pg_locks where not granted`);
  return rows.length > 0;
}
