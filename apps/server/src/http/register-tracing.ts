import type { OpenSpan, TraceIds, Tracing } from "@surety/telemetry/tracing";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** Addresses that machines ask every few seconds. */
const UNTRACED = new Set(["/livez", "/readyz"]);

/**
 * Makes each request a span, in the trace that the caller names by `traceparent`. Must be registered before every other hook.
 * @returns the trace of a request, for lines of the log that are written when it is over
 */
export function registerTracing(app: FastifyInstance, tracing: Tracing): (request: FastifyRequest) => TraceIds | undefined {
  const spans = new WeakMap<FastifyRequest, OpenSpan>();
  app.addHook("onRequest", (request, _reply, done) => {
    const route = request.routeOptions.url ?? "none";
    if (UNTRACED.has(route)) return done();
    const { traceparent } = request.headers;
    const span = tracing.begin({
      name: `${request.method} ${route}`,
      kind: "server",
      parent: typeof traceparent === "string" ? traceparent : undefined,
      facts: {
        "http.request.method": request.method,
        "http.route": route,
        "url.scheme": request.protocol,
        "surety.request": request.id,
      },
    });
    spans.set(request, span);
    span.run(done);
  });
  // Whoever has read the body was called by the socket, not by the request.
  app.addHook("preValidation", (request, _reply, done) => {
    const span = spans.get(request);
    if (span === undefined) done();
    else span.run(done);
  });
  app.addHook("onResponse", async (request, reply) => {
    const span = spans.get(request);
    span?.add({ "http.response.status_code": reply.statusCode });
    if (reply.statusCode >= 500) span?.fail(String(reply.statusCode));
    span?.end();
  });
  return (request) => spans.get(request)?.ids;
}
