import type { FastifyReply, FastifyRequest } from "fastify";
import type { LoggerOptions } from "pino";

/** How the server logs: JSON lines without credentials, and addresses without their queries, which can hold secrets. */
export function logOptions(level: string): LoggerOptions {
  return {
    level,
    redact: {
      paths: ["req.headers.authorization", "req.headers.cookie", 'res.headers["set-cookie"]', "*.secret", "*.password", "*.token"],
      censor: "[hidden]",
    },
    serializers: {
      req: (request: FastifyRequest) => ({ method: request.method, path: request.url.split("?", 1)[0], address: request.ip }),
      res: (reply: FastifyReply) => ({ status: reply.statusCode }),
    },
  };
}
