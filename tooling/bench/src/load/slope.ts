/** A value at a moment. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The median of the slopes of all pairs (Theil–Sen): some outliers, such as an engine's short life, do not bend it. */
export function slopeOf(points: readonly Point[]): number {
  const step = Math.max(1, Math.ceil(points.length / MOST));
  const kept = points.filter((_, index) => index % step === 0);
  const slopes: number[] = [];
  for (const [index, left] of kept.entries())
    for (const right of kept.slice(index + 1)) if (right.x !== left.x) slopes.push((right.y - left.y) / (right.x - left.x));
  slopes.sort((a, b) => a - b);
  return slopes[Math.floor(slopes.length / 2)] ?? 0;
}

/** Points that are compared pairwise. */
const MOST = 300;
