import { once } from "node:events";
import { connect as connectTo, createServer, type Socket } from "node:net";
import { createTestDatabase } from "@surety/testkit/test-database";
import { waitUntil } from "@surety/testkit/wait-until";
import { expect, test } from "vitest";
import { connect } from "../src/connect.ts";

/** A way to the database on which, from one moment on, nothing passes any more, and nobody is told. */
async function losableRoute(url: string) {
  const to = new URL(url);
  const { port, hostname } = to;
  const lost = new Set<Socket>();
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connectTo(Number(port), hostname);
    open.add(client);
    client.on("data", (chunk) => lost.has(client) || upstream.write(chunk));
    upstream.on("data", (chunk) => lost.has(client) || client.write(chunk));
    for (const socket of [client, upstream]) socket.on("error", () => {});
    client.on("close", () => upstream.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  to.port = String(address.port);
  return {
    url: to.href,
    lose: () => {
      for (const client of open) lost.add(client);
    },
    close: () => {
      server.close();
      for (const client of open) client.destroy();
    },
  };
}

test("when all connections are dead without having been closed, statements fail, and new ones and listening go on", async () => {
  const database = await createTestDatabase({ template: "empty", prepare: async () => {} });
  const route = await losableRoute(database.url);
  const sql = connect(route.url, { max: 3, silentMs: 500 });
  const judge = connect(database.url, { max: 1, silentMs: 5_000 });
  const heard: string[] = [];
  await sql.listen("news", (text) => heard.push(text));
  await Promise.all([sql`select pg_sleep(0.1)`, sql`select pg_sleep(0.1)`, sql`select pg_sleep(0.1)`]);

  route.lose();
  await expect(sql`select 1`).rejects.toThrow(/has not answered/);
  await waitUntil(async () => (await sql`select 2 as answer`).length === 1, { what: "an answer on a new connection" });
  await waitUntil(
    async () => {
      await judge`select pg_notify('news', 'again')`;
      return heard.includes("again");
    },
    { what: "a notification on a new connection", intervalMs: 100 },
  );
  await Promise.all([sql.end({ timeout: 1 }), judge.end({ timeout: 1 })]);
  route.close();
  await database.drop();
});

test("the database lets go of what a client that is gone has locked", async () => {
  const database = await createTestDatabase({ template: "empty", prepare: async () => {} });
  const route = await losableRoute(database.url);
  const sql = connect(route.url, { max: 1, silentMs: 500 });
  const other = connect(database.url, { max: 1, silentMs: 20_000 });
  await other`create table held (id int primary key)`;
  await other`insert into held values (1)`;
  const held = sql.begin(async (tx) => {
    await tx`select * from held for update`;
    route.lose();
    await tx`select 1`;
  });
  await expect(held).rejects.toThrow();
  expect(await other`update held set id = 2 returning id`).toEqual([{ id: 2 }]);
  await Promise.all([sql.end({ timeout: 1 }), other.end({ timeout: 1 })]);
  route.close();
  await database.drop();
});
