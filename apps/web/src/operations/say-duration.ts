const steps: readonly [limit: number, unit: string, size: number][] = [
  [90, "s", 1],
  [90 * 60, "min", 60],
  [48 * 3600, "h", 3600],
  [Number.POSITIVE_INFINITY, "days", 86_400],
];

/** "12 s", "3 min": how long something has waited, rounded. */
export function sayDuration(seconds: number): string {
  const [, unit, size] = steps.find(([limit]) => seconds < limit) ?? steps[3]!;
  return `${Math.round(seconds / size)} ${unit}`;
}
