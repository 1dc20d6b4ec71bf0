import { readFileSync } from "node:fs";
import { noTests, type TestCounts } from "./test-counts.ts";

/** The part of vitest's JSON report that is read here. */
interface Report {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
  }[];
}

export interface VitestResult {
  redis: TestCounts;
  others: TestCounts;
  failed: NamedTest[];
  skipped: NamedTest[];
}

export interface NamedTest {
  file: string;
  test: string;
  /** Of a failure: the first line of its message. */
  message?: string;
}

/** Tests that need a Redis have the word in their file's or their own name. */
const redisTest = /\bredis\b/i;

/** @returns undefined when there is no report, as after a crash of the runner. */
export function readVitestReport(file: string): VitestResult | undefined {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
  const result: VitestResult = { redis: noTests(), others: noTests(), failed: [], skipped: [] };
  for (const suite of report.testResults) {
    const counts = (name: string) => (redisTest.test(`${suite.name} ${name}`) ? result.redis : result.others);
    if (suite.status === "failed" && !suite.assertionResults.some((test) => test.status === "failed")) {
      counts("").failed += 1;
      result.failed.push({ file: suite.name, test: "(the whole file)", message: firstLine(suite.message) });
    }
    for (const test of suite.assertionResults) {
      const kind = test.status === "passed" || test.status === "failed" ? test.status : "skipped";
      counts(test.fullName)[kind] += 1;
      if (kind === "failed") result.failed.push({ file: suite.name, test: test.fullName, message: firstLine(test.failureMessages?.[0]) });
      if (kind === "skipped") result.skipped.push({ file: suite.name, test: test.fullName });
    }
  }
  return result;
}

function firstLine(message = ""): string {
  return message.split("\n", 1)[0] ?? "";
}
