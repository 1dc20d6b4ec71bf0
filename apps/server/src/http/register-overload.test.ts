import { sendProblem } from "@surety/api/rest/send-problem";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { registerOverload } from "./register-overload.ts";

async function serve(maxRequests: number) {
  const app = Fastify();
  app.setErrorHandler((error, _request, reply) => sendProblem(reply, error));
  registerOverload(app, { maxRequests });
  const waiting: (() => void)[] = [];
  app.get("/slow", () => new Promise((resolve) => waiting.push(() => resolve({}))));
  app.get("/fails", () => Promise.reject(new Error("as meant")));
  app.get("/livez", async () => ({}));
  await app.ready();
  return { app, waiting };
}

test("past the limit a request is refused with 503 and a time, probes are answered, and a place becomes free with each answer", async () => {
  const { app, waiting } = await serve(2);
  const under = [app.inject("/slow"), app.inject("/slow")].map((answer) => answer.then((response) => response.statusCode));
  while (waiting.length < 2) await new Promise(setImmediate);
  const refused = await app.inject("/slow");
  expect(refused.statusCode).toBe(503);
  expect(refused.headers["retry-after"]).toMatch(/^\d+$/);
  expect(refused.json()).toMatchObject({ code: "overloaded", limit: "requests" });
  expect((await app.inject("/livez")).statusCode).toBe(200);
  for (const finish of waiting) finish();
  expect(await Promise.all(under)).toEqual([200, 200]);
  for (let request = 0; request < 5; request += 1) expect((await app.inject("/fails")).statusCode).toBe(500);
  expect((await app.inject("/nowhere")).statusCode).toBe(404);
});

test("0 is no limit", async () => {
  const { app, waiting } = await serve(0);
  const answers = Array.from({ length: 50 }, () => app.inject("/slow").then((response) => response.statusCode));
  while (waiting.length < 50) await new Promise(setImmediate);
  for (const finish of waiting) finish();
  expect(new Set(await Promise.all(answers))).toEqual(new Set([200]));
});
