import type { FastifyReply, FastifyRequest } from "fastify";
import { errorWithoutSecrets } from "@surety/telemetry/error-without-secrets";
import type { TraceIds } from "@surety/telemetry/tracing";
import type { LoggerOptions } from "pino";

/** How the server logs: JSON lines without credentials, and addresses without their queries, which can hold secrets. */
export function logOptions(level: string, ids?: () => TraceIds | undefined): LoggerOptions {
  return {
    level,
    ...(ids === undefined ? {} : { mixin: () => ({ ...ids() }) }),
    redact: {
      paths: ["req.headers.authorization", "req.headers.cookie", 'res.headers["set-cookie"]', "*.secret", "*.password", "*.token"],
      censor: "[hidden]",
    },
    serializers: {
      err: errorWithoutSecrets,
      req: (request: FastifyRequest) => ({ method: request.method, path: request.url.split("?", 1)[0], address: request.ip }),
      res: (reply: FastifyReply) => ({ status: reply.statusCode }),
    },
  };
}
