const CONTEXT = 3;
/** How far apart two texts are looked at for where they meet again. */
const REACH = 400;

interface Hunk {
  readonly fromStart: number;
  readonly fromEnd: number;
  readonly toStart: number;
  readonly toEnd: number;
}

/** A unified diff that `patch` and `git apply` take; always right, for edits far apart also the shortest. Linear in the texts. */
export function unifiedDiff(from: string, to: string, name: string): string {
  const before = linesOf(from);
  const after = linesOf(to);
  const changes = differences(before, after);
  if (changes.length === 0) return "";
  const lines = [`--- a/${name}`, `+++ b/${name}`];
  for (const group of groups(changes)) {
    const first = group[0]!;
    const last = group.at(-1)!;
    const lead = Math.min(CONTEXT, first.fromStart);
    const trail = Math.min(CONTEXT, before.length - last.fromEnd);
    const fromStart = first.fromStart - lead;
    const toStart = first.toStart - lead;
    lines.push(`@@ -${range(fromStart, last.fromEnd + trail)} +${range(toStart, last.toEnd + trail)} @@`);
    let at = fromStart;
    for (const { fromStart: start, fromEnd, toStart: newStart, toEnd } of group) {
      push(lines, " ", before, at, start);
      push(lines, "-", before, start, fromEnd);
      push(lines, "+", after, newStart, toEnd);
      at = fromEnd;
    }
    push(lines, " ", before, at, last.fromEnd + trail);
  }
  return `${lines.join("\n")}\n`;
}

/** Each with its line break; the last may have none. */
function linesOf(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

function push(lines: string[], sign: string, from: readonly string[], start: number, end: number): void {
  for (const line of from.slice(start, end)) {
    if (line.endsWith("\n")) lines.push(sign + line.slice(0, -1));
    else lines.push(sign + line, "\\ No newline at end of file");
  }
}

function range(start: number, end: number): string {
  const count = end - start;
  return count === 0 ? `${start},0` : count === 1 ? `${start + 1}` : `${start + 1},${count}`;
}

function differences(before: readonly string[], after: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let from = 0;
  let to = 0;
  while (from < before.length || to < after.length) {
    if (from < before.length && to < after.length && before[from] === after[to]) {
      from += 1;
      to += 1;
      continue;
    }
    const [skipFrom, skipTo] = meetAgain(before, after, from, to);
    hunks.push(...refined(before, after, { fromStart: from, fromEnd: from + skipFrom, toStart: to, toEnd: to + skipTo }));
    from += skipFrom;
    to += skipTo;
  }
  return hunks;
}

/** Lines that a hunk has on both sides are no difference: its longest common subsequence stays, where that is cheap. */
function refined(before: readonly string[], after: readonly string[], hunk: Hunk): Hunk[] {
  const from = before.slice(hunk.fromStart, hunk.fromEnd);
  const to = after.slice(hunk.toStart, hunk.toEnd);
  if (from.length * to.length > 250_000) return [hunk];
  const width = to.length + 1;
  const common = new Uint32Array((from.length + 1) * width);
  for (let row = from.length - 1; row >= 0; row -= 1) {
    for (let column = to.length - 1; column >= 0; column -= 1) {
      const at = row * width + column;
      common[at] = from[row] === to[column] ? common[at + width + 1]! + 1 : Math.max(common[at + width]!, common[at + 1]!);
    }
  }
  const hunks: Hunk[] = [];
  let [row, column, fromStart, toStart] = [0, 0, 0, 0];
  const close = (): void => {
    if (row > fromStart || column > toStart) {
      const { fromStart: first, toStart: second } = hunk;
      hunks.push({ fromStart: first + fromStart, fromEnd: first + row, toStart: second + toStart, toEnd: second + column });
    }
  };
  while (row < from.length && column < to.length) {
    if (from[row] === to[column]) {
      close();
      [row, column] = [row + 1, column + 1];
      [fromStart, toStart] = [row, column];
    } else if (common[(row + 1) * width + column]! >= common[row * width + column + 1]!) row += 1;
    else column += 1;
  }
  [row, column] = [from.length, to.length];
  close();
  return hunks;
}

/** The fewest lines to skip on both sides until three lines agree, or both texts end. */
function meetAgain(before: readonly string[], after: readonly string[], from: number, to: number): [number, number] {
  const restFrom = before.length - from;
  const restTo = after.length - to;
  for (let sum = 1; sum <= Math.min(REACH, restFrom + restTo); sum += 1) {
    for (let skipFrom = Math.max(0, sum - restTo); skipFrom <= Math.min(sum, restFrom); skipFrom += 1) {
      if (agrees(before, after, from + skipFrom, to + sum - skipFrom)) return [skipFrom, sum - skipFrom];
    }
  }
  return [restFrom, restTo];
}

function agrees(before: readonly string[], after: readonly string[], from: number, to: number): boolean {
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const line = before[from + ahead];
    if (line !== after[to + ahead]) return false;
    if (line === undefined) return true;
  }
  return true;
}

/** Changes whose contexts touch are shown together. */
function groups(changes: readonly Hunk[]): Hunk[][] {
  const all: Hunk[][] = [];
  for (const change of changes) {
    const group = all.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && change.fromStart - last.fromEnd <= 2 * CONTEXT) group.push(change);
    else all.push([change]);
  }
  return all;
}
