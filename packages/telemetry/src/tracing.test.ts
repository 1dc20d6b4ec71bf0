import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { traceMethods } from "./trace-methods.ts";
import { openTracing, type Tracing } from "./tracing.ts";

let collector: Server;
let url: string;
let status: number;
let bodies: string[];
let errors: string[];
beforeEach(async () => {
  [status, bodies, errors] = [200, [], []];
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("end", () => {
        bodies.push(Buffer.concat(chunks).toString());
        response.writeHead(status).end("{}");
      });
  });
  collector.listen(0, "127.0.0.1");
  await once(collector, "listening");
  const address = collector.address();
  url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
});
afterEach(() => {
  vi.unstubAllEnvs();
  collector.close();
  collector.closeAllConnections();
});

async function open(environment: Record<string, string> = {}): Promise<Tracing> {
  for (const [name, value] of Object.entries({ OTEL_EXPORTER_OTLP_ENDPOINT: url, ...environment })) vi.stubEnv(name, value);
  const tracing = await openTracing({ service: "test", environment: process.env, onError: (message) => errors.push(message) });
  if (tracing === undefined) throw new Error("no traces");
  return tracing;
}

const caller = (flags: string) => `00-${"a".repeat(32)}-${"b".repeat(16)}-${flags}`;

test.each([{}, { OTEL_EXPORTER_OTLP_ENDPOINT: "" }, { OTEL_SDK_DISABLED: "true" }, { OTEL_TRACES_EXPORTER: "none" }])(
  "nothing is traced with %j",
  async (more) => {
    const environment =
      "OTEL_EXPORTER_OTLP_ENDPOINT" in more || Object.keys(more).length === 0 ? more : { OTEL_EXPORTER_OTLP_ENDPOINT: url, ...more };
    expect(await openTracing({ service: "test", environment, onError: () => {} })).toBeUndefined();
  },
);

test("spans are those of the caller's trace, each within the one around it, and are sent at the end at the latest", async () => {
  const tracing = await open();
  const verbs = traceMethods(tracing, { decide: async (answer: string) => `${answer} ${tracing.traceparent() ?? ""}` }, { as: "verb" });
  const span = tracing.begin({ name: "GET /", kind: "server", parent: caller("01") });
  const answer = await span.run(() => verbs.decide("yes"));
  span.end();
  expect(answer).toMatch(/^yes 00-a{32}-[0-9a-f]{16}-01$/);
  expect(answer).not.toContain(span.ids.span_id);
  expect(tracing.ids()).toBeUndefined();
  await tracing.close();
  const sent = bodies.join("");
  expect(sent).toContain(`"spanId":"${span.ids.span_id}","parentSpanId":"${"b".repeat(16)}"`);
  expect(sent).toMatch(new RegExp(`"parentSpanId":"${span.ids.span_id}"[^}]*"name":"verb decide"`));
});

test("an error marks its span by its code, never by its message", async () => {
  const tracing = await open();
  const failing = tracing.inSpan({ name: "insert" }, async () => {
    throw Object.assign(new Error("a secret"), { code: "23505" });
  });
  await expect(failing).rejects.toThrow("a secret");
  await tracing.close();
  expect(bodies.join("")).toContain("23505");
  expect(bodies.join("")).not.toContain("a secret");
});

test.each([
  ["the caller does not record", {}, caller("00")],
  ["the sampler keeps nothing", { OTEL_TRACES_SAMPLER: "always_off" }, undefined],
])("when %s, nothing is sent, and whoever goes on is told so", async (_name, environment, parent) => {
  const tracing = await open(environment);
  const told = await tracing.inSpan({ name: "outer", parent }, () =>
    tracing.inSpan({ name: "inner" }, async () => [tracing.isRecording(), tracing.traceparent()]),
  );
  expect(told).toEqual([false, expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/)]);
  await tracing.close();
  expect(bodies).toEqual([]);
});

test.each(["", "nonsense", `00-${"0".repeat(32)}-${"b".repeat(16)}-01`, `ff-${"a".repeat(32)}-${"b".repeat(16)}-01`])(
  "the trace context %j begins a new trace",
  async (parent) => {
    const tracing = await open();
    const span = tracing.begin({ name: "GET /", parent });
    span.end();
    expect(span.ids.trace_id).toMatch(/^(?!a{32}|0{32})[0-9a-f]{32}$/);
    await tracing.close();
  },
);

test("a collector that refuses costs its spans and a message, nothing else", async () => {
  status = 400;
  const tracing = await open();
  expect(await tracing.inSpan({ name: "work" }, async () => "done")).toBe("done");
  await tracing.close();
  expect(errors.join("")).toMatch(/400|Bad Request/i);
});
