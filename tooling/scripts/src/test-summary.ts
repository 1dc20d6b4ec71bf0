import { addCounts, type TestCounts } from "./test-counts.ts";

/** A group of tests, or a step such as the type check, which counts as a failure when it fails and not otherwise. */
export type Tier = { name: string } & (
  | { kind: "tests"; counts: TestCounts }
  | { kind: "step"; ok: boolean }
  /** What this machine cannot run, with how to get it; it stands for one test unless their number is known. */
  | { kind: "skipped"; reason: string; tests?: number }
);

export interface TestSummary {
  lines: string[];
  /** The closing line. */
  total: string;
  ok: boolean;
}

/** @param requireAll what cannot run is a failure, as in CI. */
export function summarizeTests(tiers: Tier[], requireAll: boolean): TestSummary {
  const width = Math.max(...tiers.map((tier) => tier.name.length));
  const lines = [`${"".padEnd(width)}  ${["passed", "failed", "skipped"].map((head) => head.padStart(8)).join("")}`];
  for (const tier of tiers) lines.push(`${tier.name.padEnd(width)}  ${cells(tier, requireAll)}`);
  const { passed, failed, skipped } = addCounts(tiers.map((tier) => countsOf(tier, requireAll)));
  return { lines, total: `${passed} passed, ${failed} failed, ${skipped} skipped`, ok: failed === 0 && passed > 0 };
}

function countsOf(tier: Tier, requireAll: boolean): TestCounts {
  switch (tier.kind) {
    case "tests":
      return tier.counts;
    case "step":
      return { passed: 0, failed: tier.ok ? 0 : 1, skipped: 0 };
    case "skipped":
      return { passed: 0, failed: requireAll ? (tier.tests ?? 1) : 0, skipped: requireAll ? 0 : (tier.tests ?? 1) };
  }
}

function cells(tier: Tier, requireAll: boolean): string {
  switch (tier.kind) {
    case "tests":
      return [tier.counts.passed, tier.counts.failed, tier.counts.skipped].map((count) => String(count).padStart(8)).join("");
    case "step":
      return `${(tier.ok ? "ok" : "FAILED").padStart(8)}`;
    case "skipped":
      return `${requireAll ? "FAILED, required here" : "skipped"}: ${tier.reason}`;
  }
}
