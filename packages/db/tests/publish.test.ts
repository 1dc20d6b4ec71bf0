import { MAX_CONTRACT_BYTES } from "@surety/model/contracts";
import { SuretyError } from "@surety/model/errors";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, name, type World } from "./create-world.ts";
import { write } from "./scripted-engines.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const orders = { operations: ["GET /orders", "POST /orders"] };

test("a published version can be read in every way, and its bytes come back as they were", async () => {
  const { verbs, who } = world;
  const published = await world.publish("reading", "1.0.0", orders);
  expect(published).toMatchObject({
    created: true,
    version: { service: "reading", name: "1.0.0", branch: null, operationCount: 2, title: "Scripted" },
  });
  expect(published.checks.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual(["diff queued", "lint queued"]);
  const { rawDigest } = published.version;

  expect(await verbs.getContractSource(who, { digest: rawDigest })).toEqual({
    rawDigest,
    syntax: "json",
    text: new TextDecoder().decode(write(orders)),
  });
  expect((await verbs.getContract(who, { digest: rawDigest })).operations.map((each) => each.key)).toEqual(orders.operations);
  expect(
    (await verbs.listOperations(who, { service: name.service("reading"), version: name.version("1.0.0"), limit: 50 })).items,
  ).toHaveLength(2);
  const detail = await verbs.getVersion(who, { service: name.service("reading"), version: name.version("1.0.0") });
  expect(detail).toMatchObject({
    previous: null,
    deployedIn: [],
    problems: [],
    verdicts: [{ environment: "staging", answer: "unknown", settled: false }, { environment: "production" }],
  });
  expect(await verbs.getService(who, { service: name.service("reading") })).toMatchObject({ versionCount: 1, latest: { name: "1.0.0" } });
});

test("publishing the same bytes again changes nothing, other bytes are a conflict that names both", async () => {
  const first = await world.publish("replay", "1.0.0", orders);
  const again = await world.publish("replay", "1.0.0", orders);
  expect(again).toEqual({ ...first, created: false });
  const conflict = await world.publish("replay", "1.0.0", { operations: ["GET /other"] }).catch((error: unknown) => error);
  expect(conflict).toMatchObject({ code: "version_conflict" });
  expect(String(conflict)).toContain(first.version.rawDigest);
  expect(String(conflict)).toContain(first.version.createdAt);
  expect(await world.verbs.getService(world.who, { service: name.service("replay") })).toMatchObject({ versionCount: 1 });
});

test("of fifty who publish one version with two documents at once, one wins, its equals see it, the others conflict", async () => {
  const documents = [{ operations: ["GET /a"] }, { operations: ["GET /b"] }];
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) => world.publish("crowd", "1.0.0", documents[index % 2] ?? orders)),
  );
  const won = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const lost = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  expect(won).toHaveLength(25);
  expect(won.filter((each) => each.created)).toHaveLength(1);
  expect(new Set(won.map((each) => `${each.version.id} ${each.version.rawDigest}`)).size).toBe(1);
  expect(lost.every((error) => error instanceof SuretyError && error.code === "version_conflict")).toBe(true);
  const checks = await world.verbs.listChecks(world.who, { service: name.service("crowd"), limit: 50 });
  expect(checks.items).toHaveLength(2);
});

test("versions that are published at once are numbered without gaps", async () => {
  const names = Array.from({ length: 20 }, (_, index) => `1.0.${index}`);
  await Promise.all(names.map((version) => world.publish("numbered", version, { note: version })));
  const page = await world.verbs.listVersions(world.who, { service: name.service("numbered"), limit: 50 });
  expect(page.items).toHaveLength(20);
  for (const { name: version } of page.items.slice(0, -1)) {
    expect((await world.verbs.getVersion(world.who, { service: name.service("numbered"), version })).previous).not.toBeNull();
  }
});

test("what is not a contract is refused with the place, and leaves nothing behind", async () => {
  const input = { service: name.service("refused"), version: name.version("1"), document: new TextEncoder().encode("{") };
  await expect(world.verbs.publishVersion(world.who, input)).rejects.toMatchObject({
    code: "not_a_contract",
    message: "Line 3, column 7: Unexpected end of input.",
    hint: "Close the object.",
    errors: [{ pointer: "", line: 3, column: 7, detail: "Unexpected end of input." }],
  });
  await expect(world.verbs.getService(world.who, { service: input.service })).rejects.toMatchObject({ code: "service_not_found" });
});

test("a document that is too large is refused before it is read", async () => {
  const before = world.engines.asked.read;
  const input = { service: name.service("refused"), version: name.version("1"), document: new Uint8Array(MAX_CONTRACT_BYTES + 1) };
  await expect(world.verbs.publishVersion(world.who, input)).rejects.toMatchObject({ code: "document_too_large" });
  expect(world.engines.asked.read).toBe(before);
});

test.each([
  ["timeout", "document_too_complex"],
  ["memory", "document_too_complex"],
  ["crash", "internal"],
  ["overloaded", "overloaded"],
] as const)("an engine that ends by %s answers %s", async (reason, code) => {
  world.engines.failures.read.push({ ok: false, reason, message: "as scripted" });
  await expect(world.publish("refused", "1", orders)).rejects.toMatchObject({ code, message: "as scripted" });
});

test("documents whose texts hold NUL and lone surrogates are kept", async () => {
  const { version } = await world.publish("strange", "1", { title: "a\u0000b\ud800", operations: ["GET /\u0000"] });
  expect(version.title).toBe("a\uFFFDb\uFFFD");
  const source = await world.verbs.getContractSource(world.who, { digest: version.rawDigest });
  expect(JSON.parse(source.text)).toMatchObject({ title: "a\u0000b\ud800" });
  expect(
    (await world.verbs.listOperations(world.who, { service: name.service("strange"), version: version.name, limit: 50 })).items[0]?.key,
  ).toBe("GET /\u0000");
});
