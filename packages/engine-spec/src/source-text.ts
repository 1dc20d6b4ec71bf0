import type { Snippet } from "@surety/model/places";

const SNIPPET_WIDTH = 160;
const SNIPPET_REACH = 2;

/** The decoded text of a document, with lines and columns that count from 1 (a column counts UTF-16 units). */
export class SourceText {
  readonly text: string;
  #lineStarts: readonly number[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get lineStarts(): readonly number[] {
    this.#lineStarts ??= startsOfLines(this.text);
    return this.#lineStarts;
  }

  lineAndColumn(offset: number): { line: number; column: number } {
    const starts = this.lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.max(0, Math.min(offset, this.text.length) - starts[low]!) + 1 };
  }

  /** Up to five lines around `line`; all are cut to the same columns, so that indentation stays readable. */
  snippet(line: number, column: number): Snippet {
    const starts = this.lineStarts;
    const marked = Math.min(Math.max(1, Math.trunc(line)), starts.length);
    const firstLine = Math.max(1, marked - SNIPPET_REACH);
    const lastLine = Math.min(starts.length, marked + SNIPPET_REACH);
    const from = column <= SNIPPET_WIDTH ? 0 : column - SNIPPET_WIDTH / 2;
    const lines: string[] = [];
    for (let at = firstLine; at <= lastLine; at += 1) lines.push(this.#cutLine(at, from));
    return { firstLine, marked, lines };
  }

  #cutLine(line: number, from: number): string {
    const starts = this.lineStarts;
    const start = starts[line - 1]!;
    let end = starts[line] ?? this.text.length;
    while (end > start && (this.text.charCodeAt(end - 1) === 10 || this.text.charCodeAt(end - 1) === 13)) end -= 1;
    if (start + from >= end && from > 0) return end > start ? "…" : "";
    const cut = this.text.slice(start + from, Math.min(end, start + from + SNIPPET_WIDTH));
    return `${from > 0 ? "…" : ""}${cut}${start + from + SNIPPET_WIDTH < end ? "…" : ""}`;
  }
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
