import type { AnsweredRequest } from "@surety/telemetry/server-metrics";
import type { TraceIds } from "@surety/telemetry/tracing";
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from "fastify";
import type { Callers } from "./callers.ts";

export interface AccessLogOptions {
  readonly log: FastifyBaseLogger;
  readonly callers: Pick<Callers, "known">;
  /** The trace of a request that is over. */
  readonly traceOf?: ((request: FastifyRequest) => TraceIds | undefined) | undefined;
  readonly onAnswered: (request: AnsweredRequest) => void;
}

/** Tells of each request when it is over: a line of the log, and a measurement. */
export function registerAccessLog(app: FastifyInstance, { log, callers, traceOf, onAnswered }: AccessLogOptions): void {
  // Nothing that is told here can be a secret, and looking for secrets is dearer than the rest of the line.
  const lines = log.child({}, { redact: [] });
  app.addHook("onResponse", (request, reply, done) => {
    const { elapsedTime } = reply;
    const { url: route = "none", logLevel } = request.routeOptions;
    if (!logLevel) {
      const organization = callers.known(request)?.organizationId;
      const facts = { requestId: request.id, req: request, res: reply, ms: Math.round(elapsedTime), organization };
      lines.info(traceOf === undefined ? facts : { ...facts, ...traceOf(request) }, "answered");
    }
    onAnswered({ method: request.method, route, status: reply.statusCode, seconds: elapsedTime / 1000 });
    done();
  });
}
