/** A source text cut into rows for drawing: one a line, long lines (minified documents) into several. */
export interface SourceRows {
  readonly count: number;
  readonly lineCount: number;
  readonly longest: number;
  /** The row that a place is on. */
  rowOf(line: number, column: number): number;
  row(index: number): { readonly line: number; readonly text: string; readonly continued: boolean };
  /** The row of the next occurrence of `needle` (lower case) after a row, or undefined. */
  find(needle: string, afterRow: number, step: 1 | -1): number | undefined;
}

const WIDTH = 400;

export function cutIntoRows(text: string): SourceRows {
  const starts: number[] = [];
  const lines: number[] = [];
  let longest = 0;
  let line = 0;
  for (let at = 0; at <= text.length; ) {
    line++;
    const found = text.indexOf("\n", at);
    const end = found < 0 ? text.length : found;
    for (let start = at; start === at || start < end; start += WIDTH) {
      starts.push(start);
      lines.push(line);
      longest = Math.max(longest, Math.min(WIDTH, end - start));
    }
    at = end + 1;
  }
  const count = starts.length;
  const endOf = (index: number) => {
    const next = starts[index + 1];
    if (next === undefined) return text.length;
    return lines[index + 1] === lines[index] ? next : next - 1;
  };
  /** The last index whose value is at most `wanted`. */
  const search = (values: readonly number[], wanted: number) => {
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((values[middle] ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const firstRowOf = (wanted: number) => (wanted <= 1 ? 0 : Math.min(search(lines, wanted - 1) + 1, count - 1));
  let lower: string | undefined;
  return {
    count,
    lineCount: line,
    longest,
    rowOf(wanted, column) {
      const first = firstRowOf(Math.min(wanted, line));
      return Math.min(first + Math.floor((column - 1) / WIDTH), search(lines, lines[first] ?? 1));
    },
    row(index) {
      return {
        line: lines[index] ?? 1,
        text: text.slice(starts[index], endOf(index)).replace(/\r$/, ""),
        continued: index > 0 && lines[index - 1] === lines[index],
      };
    },
    find(needle, afterRow, step) {
      if (needle === "") return undefined;
      lower ??= text.toLowerCase();
      const at =
        step === 1
          ? lower.indexOf(needle, starts[afterRow + 1] ?? text.length)
          : (starts[afterRow] ?? 0) === 0
            ? -1
            : lower.lastIndexOf(needle, (starts[afterRow] ?? 0) - 1);
      const wrapped = at >= 0 ? at : step === 1 ? lower.indexOf(needle) : lower.lastIndexOf(needle);
      return wrapped < 0 ? undefined : search(starts, wrapped);
    },
  };
}
