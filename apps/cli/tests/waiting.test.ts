import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Verdict } from "@surety/model/verdicts";
import { expect, it, onTestFinished } from "vitest";
import { runCli, type CliRun } from "./run-cli.ts";

it("unknown is an answer of its own: exit code 3", async () => {
  const run = await ask([pending], "--wait", "0");
  expect(run).toMatchObject({ code: 3, stdout: expect.stringMatching(/^UNKNOWN {2}orders 1\.0\.0 → production/), asked: 1 });
  expect(run.stdout).toContain(" ? lint ");
  expect(run.stdout).toContain("Fix: Wait for it, or ask again with more time.");
});

it("--wait asks until the checks are done", async () => {
  expect(await ask([pending, pending, yes], "--wait", "60")).toMatchObject({
    code: 0,
    asked: 3,
    stdout: expect.stringMatching(/^YES /),
    stderr: "",
  });
});

it("--wait ends when its time is up, with what is known", async () => {
  expect(await ask([pending], "--wait", "0.3")).toMatchObject({ code: 3, stdout: expect.stringMatching(/^UNKNOWN /) });
});

it("does not wait for more when the answer is no already", async () => {
  const no = { ...pending, answer: "no" };
  expect(await ask([no], "--wait", "60")).toMatchObject({ code: 1, asked: 1 });
});

it("prints the verdict as the server gave it", async () => {
  const run = await ask([yes], "--format", "json");
  expect(Verdict.parse(JSON.parse(run.stdout))).toEqual(Verdict.parse(yes));
});

const base = {
  service: "orders",
  version: "1.0.0",
  environment: "production",
  deployed: [],
  policyVersion: 1,
  contract: "a".repeat(64),
  inputsDigest: "b".repeat(64),
  decidedAt: "2026-11-22T12:00:00.000Z",
};
const first = { type: "first-deployment", effect: "yes", message: "Nothing is deployed there.", fixes: [] };
const yes = { ...base, answer: "yes", summary: "Yes.", settled: true, reasons: [first] };
const pending = {
  ...base,
  answer: "unknown",
  summary: "Not known yet.",
  settled: false,
  reasons: [
    first,
    {
      type: "check-pending",
      effect: "unknown",
      message: "The lint check is queued.",
      fixes: [{ text: "Wait for it, or ask again with more time." }],
      kind: "lint",
      check: null,
    },
  ],
};

/** Asks a server that gives these verdicts in turn, the last one for ever. */
async function ask(verdicts: readonly object[], ...args: string[]): Promise<CliRun & { asked: number }> {
  let asked = 0;
  const server = createServer((_, answer) => {
    const data = verdicts[Math.min(asked, verdicts.length - 1)];
    asked += 1;
    answer.setHeader("content-type", "application/json").end(JSON.stringify({ result: { data } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const run = await runCli(["can-deploy", "orders@1.0.0", "--to", "production", "--url", url, ...args], { env: { SURETY_TOKEN: "t" } });
  return { ...run, asked };
}
