import { expect, test } from "vitest";
import { parseEnv } from "./env.ts";

test("the environment has defaults for all but the database and the secret", () => {
  expect(parseEnv({ DATABASE_URL: "postgres://u:p@h/d", REDIS_URL: "", SURETY_SECRET: "s".repeat(32) })).toEqual({
    databaseUrl: "postgres://u:p@h/d",
    redisUrl: undefined,
    secret: "s".repeat(32),
    mail: undefined,
    egressAllow: [],
    egressOwn: [],
    egressProxy: undefined,
    webhookConcurrency: 32,
    concurrency: 2,
    engineMemoryMb: 1024,
    drainMs: 25_000,
    customFunctions: false,
    health: undefined,
    exitWithParent: false,
    logLevel: "info",
  });
});

test("everything that is missing or wrong is named, and no value is shown", () => {
  const start = () => parseEnv({ REDIS_URL: "hunter2", SURETY_WORKER_CONCURRENCY: "many" });
  expect(start).toThrow(/DATABASE_URL is missing; it is the address of PostgreSQL/);
  expect(start).toThrow(/REDIS_URL must be an address such as redis:/);
  expect(start).toThrow(/SURETY_WORKER_CONCURRENCY must be the number of checks that run at the same time/);
  expect(start).not.toThrow(/hunter2/);
});
