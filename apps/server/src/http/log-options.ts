import type { FastifyReply, FastifyRequest } from "fastify";
import type { TraceIds } from "@surety/telemetry/tracing";
import pino, { type LoggerOptions, type SerializedError } from "pino";
import { withoutParameters } from "./without-parameters.ts";

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
      err: (error: unknown) => (error instanceof Error ? withoutSecrets(pino.stdSerializers.errWithCause(error)) : error),
      req: (request: FastifyRequest) => ({ method: request.method, path: request.url.split("?", 1)[0], address: request.ip }),
      res: (reply: FastifyReply) => ({ status: reply.statusCode }),
    },
  };
}

function withoutSecrets(error: SerializedError): Record<string, unknown> {
  const { type, message, stack, code, cause } = error;
  return {
    type,
    code,
    message: withoutParameters(message),
    stack: withoutParameters(stack),
    ...(cause === undefined ? {} : { cause: withoutSecrets(cause) }),
  };
}
