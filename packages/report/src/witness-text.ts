import type { Json } from "@surety/model/json";
import { splitPointer } from "@surety/model/pointer";
import { clippedString, columnsOf, shownString } from "./shown-json.ts";
import { type MarkedValue, witnessLines, witnessLineText } from "./witness-lines.ts";

/**
 * A payload for people who read in a fixed-width font: on one line with the offending place underlined where that fits
 * into `width` columns, else on lines of its own with an arrow at the place.
 */
export function witnessText(witness: MarkedValue, width: number): readonly string[] {
  return underlined(witness, width) ?? indented(witness, "←");
}

/** The payload on lines, with `arrow` and what is wrong at the end of the line of the offending place. */
export function indented(witness: MarkedValue, arrow: string): readonly string[] {
  return witnessLines(witness).map((line) => {
    const text = `${"  ".repeat(line.depth)}${witnessLineText(line)}`;
    return line.note === null ? text : `${text}  ${arrow} ${line.note}`;
  });
}

function underlined({ value, mark, missing }: MarkedValue, width: number): readonly string[] | null {
  const steps = splitPointer(mark);
  const path = missing === true ? steps.slice(0, -1) : steps;
  const written = new OneLine(width, path);
  if (!written.write(value, 0)) return null;
  const { text, from, to } = written;
  if (from === null || to === null) return null;
  const note = missing === true ? ` ${clippedString(steps.at(-1) ?? "", 40)} is missing` : "";
  const isWhole = path.length === 0 && note === "";
  return isWhole ? [text] : [text, `${" ".repeat(columnsOf(text.slice(0, from)))}${"^".repeat(columnsOf(text.slice(from, to)))}${note}`];
}

/** JSON on one line, given up when it is longer than `width` columns; knows where the value at `path` stands. */
class OneLine {
  text = "";
  from: number | null = null;
  to: number | null = null;
  readonly #width: number;
  readonly #path: readonly string[];

  constructor(width: number, path: readonly string[]) {
    this.#width = width;
    this.#path = path;
  }

  /** `matched`: how many steps of the path lead to `value`; -1 when it is beside the path. */
  write(value: Json, matched: number): boolean {
    const isMarked = matched === this.#path.length;
    if (isMarked) this.from = this.text.length;
    if (!this.#writeValue(value, matched)) return false;
    if (isMarked) this.to = this.text.length;
    return true;
  }

  #writeValue(value: Json, matched: number): boolean {
    if (typeof value === "string") return value.length <= this.#width && this.#add(shownString(value));
    if (typeof value !== "object" || value === null) return this.#add(JSON.stringify(value));
    const isList = Array.isArray(value);
    if (!this.#add(isList ? "[" : "{")) return false;
    for (const [index, [name, member]] of Object.entries(value).entries()) {
      const label = isList ? "" : `${clippedString(name, this.#width)}: `;
      if (!this.#add(`${index === 0 ? "" : ", "}${label}`)) return false;
      if (!this.write(member, matched >= 0 && this.#path[matched] === name ? matched + 1 : -1)) return false;
    }
    return this.#add(isList ? "]" : "}");
  }

  #add(text: string): boolean {
    this.text += text;
    return this.text.length <= this.#width && columnsOf(this.text) <= this.#width;
  }
}
