import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readPlaywrightReport } from "./playwright-report.ts";
import { summarizeTests, type Tier } from "./test-summary.ts";
import { readVitestReport } from "./vitest-report.ts";

const unit: Tier = { name: "unit", kind: "tests", counts: { passed: 5, failed: 0, skipped: 2 } };
const browser: Tier = { name: "browser", kind: "skipped", reason: "no Chromium: install one" };

test("sums all tiers, and names what could not run with the way to get it", () => {
  const { lines, total, ok } = summarizeTests([{ name: "lint", kind: "step", ok: true }, unit, browser], false);
  expect(total).toBe("5 passed, 0 failed, 3 skipped");
  expect(ok).toBe(true);
  expect(lines.join("\n")).toContain("skipped: no Chromium: install one");
});

test("what could not run is a failure where everything is required", () => {
  const { total, ok } = summarizeTests([unit, browser], true);
  expect(total).toBe("5 passed, 1 failed, 2 skipped");
  expect(ok).toBe(false);
});

test("a failed step fails the whole, and so does having no tests at all", () => {
  expect(summarizeTests([unit, { name: "type check", kind: "step", ok: false }], false)).toMatchObject({
    total: "5 passed, 1 failed, 2 skipped",
    ok: false,
  });
  expect(summarizeTests([{ name: "lint", kind: "step", ok: true }], false).ok).toBe(false);
});

function file(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "surety-report-")), "report.json");
  writeFileSync(path, content);
  return path;
}

test("counts vitest's tests by tier, and a file that could not be loaded as a failure", () => {
  const results = [
    {
      name: "/a/settle.test.ts",
      status: "failed",
      assertionResults: [
        { status: "failed", fullName: "x", failureMessages: ["expected 1 to be 2\n    at …"] },
        { status: "passed", fullName: "y" },
      ],
    },
    { name: "/a/redis-queue.test.ts", status: "passed", assertionResults: [{ status: "skipped", fullName: "drains" }] },
    { name: "/a/queue.test.ts", status: "passed", assertionResults: [{ status: "passed", fullName: "on Redis drains" }] },
    { name: "/a/broken.test.ts", status: "failed", message: "Cannot find module", assertionResults: [] },
  ];
  expect(readVitestReport(file(JSON.stringify({ testResults: results })))).toEqual({
    others: { passed: 1, failed: 2, skipped: 0 },
    redis: { passed: 1, failed: 0, skipped: 1 },
    failed: [
      { file: "/a/settle.test.ts", test: "x", message: "expected 1 to be 2" },
      { file: "/a/broken.test.ts", test: "(the whole file)", message: "Cannot find module" },
    ],
    skipped: [{ file: "/a/redis-queue.test.ts", test: "drains" }],
  });
});

test("counts Playwright's tests, a flaky one as failed", () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
  expect(readPlaywrightReport(file(JSON.stringify({ stats, errors: [] })))).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test("a report that is missing or cut is no report", () => {
  expect(readVitestReport("/nowhere.json")).toBeUndefined();
  expect(readVitestReport(file('{"testResults": ['))).toBeUndefined();
  expect(readPlaywrightReport(file("{}"))).toBeUndefined();
});
