const MAX_LENGTH = 200;

/** The allowed text that was probably meant: the one with the fewest edits, when these are fewer than its characters. */
export function closestOf(text: string, allowed: readonly unknown[]): string | undefined {
  const candidates = allowed.filter((each): each is string => typeof each === "string");
  if (text.length > MAX_LENGTH) return undefined;
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates.slice(0, 1000)) {
    const edits = candidate.length > MAX_LENGTH ? Number.POSITIVE_INFINITY : distance(text, candidate);
    if (edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best !== undefined && (allowed.length === 1 || fewest < best.length) ? best : undefined;
}

function distance(left: string, right: string): number {
  let before = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      now.push(Math.min((before[column - 1] ?? 0) + same, (before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1));
    }
    before = now;
  }
  return before[right.length] ?? 0;
}
