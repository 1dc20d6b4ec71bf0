export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}

export function noTests(): TestCounts {
  return { passed: 0, failed: 0, skipped: 0 };
}

export function addCounts(all: TestCounts[]): TestCounts {
  const sum = noTests();
  for (const counts of all) {
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped += counts.skipped;
  }
  return sum;
}
