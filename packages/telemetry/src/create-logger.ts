import { pino, type DestinationStream, type Logger } from "pino";
import { errorWithoutSecrets } from "./error-without-secrets.ts";
import type { TraceIds } from "./tracing.ts";
import { prettyStream } from "./pretty-stream.ts";

export type { Logger } from "pino";

export interface LoggerOptions {
  /** Which process speaks, for example `server`. */
  readonly service: string;
  readonly level: string;
  /** Lines for people instead of JSON. Default: in development. */
  readonly pretty?: boolean;
  /** Default: standard output. */
  readonly destination?: DestinationStream;
  /** The trace and span of what runs now; without it lines have none. */
  readonly ids?: (() => TraceIds | undefined) | undefined;
}

/** Names of fields that hold secrets, wherever they stand in the first three levels of what is logged. */
const SECRET_FIELDS = [
  "authorization",
  "cookie",
  "set-cookie",
  "x-api-key",
  "password",
  "passwd",
  "secret",
  "token",
  "accessToken",
  "refreshToken",
  "idToken",
  "apiKey",
  "connectionString",
  "databaseUrl",
  "redisUrl",
  "DATABASE_URL",
  "REDIS_URL",
  "SURETY_SECRET",
];
const paths = SECRET_FIELDS.map((field) => `["${field}"]`).flatMap((field) => [field, `*${field}`, `*.*${field}`]);

/** A logger of JSON lines: time, level, service, message, and what is given; known secret fields are replaced. */
export function createLogger({
  service,
  level,
  pretty = process.env["NODE_ENV"] === "development",
  destination = process.stdout,
  ids,
}: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { service, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      ...(ids === undefined ? {} : { mixin: () => ({ ...ids() }) }),
      serializers: { err: errorWithoutSecrets },
      redact: { paths, censor: "[redacted]" },
    },
    pretty ? prettyStream(destination) : destination,
  );
}
