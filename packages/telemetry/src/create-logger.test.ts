import { expect, test } from "vitest";
import { createLogger } from "./create-logger.ts";

function capture(pretty: boolean) {
  const lines: string[] = [];
  const logger = createLogger({ service: "server", level: "info", pretty, destination: { write: (line) => void lines.push(line) } });
  return { lines, logger };
}

test("a line is JSON with time, level, service and message", () => {
  const { lines, logger } = capture(false);
  logger.info({ requestId: "r1" }, "answered");
  logger.debug("not at this level");
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "info",
    service: "server",
    msg: "answered",
    requestId: "r1",
    time: expect.stringMatching(/^\d{4}-.*Z$/),
  });
});

test.each([false, true])("secrets do not reach the log (pretty: %s)", (pretty) => {
  const { lines, logger } = capture(pretty);
  const canary = "canary-5f1c";
  logger.info(
    {
      token: canary,
      req: { headers: { authorization: `Bearer ${canary}`, cookie: canary, "set-cookie": [canary] } },
      body: { password: canary },
    },
    "request",
  );
  logger.child({ databaseUrl: `postgres://u:${canary}@h/d` }).info("connected");
  expect(lines.join("")).not.toContain(canary);
});

test("in development a line is for people, with the stack of an error below it", () => {
  const { lines, logger } = capture(true);
  logger.error({ err: new Error("no such table"), job: "check.run" }, "a job failed");
  expect(lines.join("")).toMatch(/error.*server a job failed job=check.run\n {2}Error: no such table\n {6}at /);
});
