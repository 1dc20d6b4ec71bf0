import { readFileSync } from "node:fs";
import type { TestCounts } from "./test-counts.ts";

/** The part of Playwright's JSON report that is read here. */
interface Report {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors?: unknown[];
}

/** A flaky test failed once: it counts as failed. @returns undefined when there is no report. */
export function readPlaywrightReport(file: string): TestCounts | undefined {
  try {
    const { stats, errors = [] }: Report = JSON.parse(readFileSync(file, "utf8"));
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
  } catch {
    return undefined;
  }
}
