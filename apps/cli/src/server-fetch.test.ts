import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient } from "@surety/client/create-client";
import { expect, it } from "vitest";
import { serverFetch } from "./server-fetch.ts";

it("sends a call again whose answer was lost, with the same key, until the first one is answered", async () => {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    if (seen.length === 1) return void request.socket.destroy();
    response.setHeader("content-type", "application/json");
    if (seen.length === 2) return void response.writeHead(409, { "retry-after": "0" }).end("{}");
    response.end(JSON.stringify({ result: { data: { id: "x" } } }));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const client = createClient({ url: `http://127.0.0.1:${port}`, token: "t", fetch: serverFetch });
  expect(await client.demo.load.mutate()).toEqual({ id: "x" });
  const keys = seen.map(({ headers }) => headers["idempotency-key"]);
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
  await client.services.list.query({});
  expect(seen[3]?.headers["idempotency-key"]).toBeUndefined();
  await client.demo.load.mutate();
  expect(seen[4]?.headers["idempotency-key"]).not.toBe(keys[0]);
  server.close();
});
