/** The candidate that is most likely meant by a mistyped name; undefined when none is near. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const asked = name.toLowerCase();
  const part = candidates.filter((candidate) => asked.length >= 4 && candidate.includes(asked));
  if (part.length > 0) return part.reduce((best, candidate) => (candidate.length < best.length ? candidate : best));
  let best: string | undefined;
  let least = Math.max(2, Math.floor(asked.length * 0.4)) + 1;
  for (const candidate of candidates) {
    const edits = Math.min(distance(asked, candidate, least), distance(asked, candidate.replace(/^surety-/, ""), least));
    if (edits < least) [best, least] = [candidate, edits];
  }
  return best;
}

/** Levenshtein distance; `limit` when it is at least that. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return Math.min(row[b.length] ?? limit, limit);
}
