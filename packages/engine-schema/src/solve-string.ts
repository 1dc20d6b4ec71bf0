import type { Answer } from "./answer.ts";
import { found, NONE, unknown } from "./answer.ts";
import { stringFormat } from "./formats.ts";
import { codePoints, jsonEqual } from "./json-values.ts";
import type { Location } from "./location.ts";
import { wordsOf } from "./pattern-language.ts";
import { surelyMatches } from "./patterns.ts";

const LONGEST = 20_000;
const MOST_WORDS = 400;
const PLAIN_WORDS = ["string", "a", "", "abc", "A", "1", "0", "x-1", "Ab1"];

/** A string that satisfies the facts: an author's example, one that its format explains, or the shortest that fits. */
export function solveString(at: Location): Answer {
  const written = [...(at.listed ?? at.hints)].filter((value) => typeof value === "string");
  for (const text of written) if (fitsString(at, text)) return found(text);
  if (at.listed !== null) return NONE;
  if (at.texts.some(({ on, text, holds }) => on === "format" && !holds && isUninterpreted(text))) {
    return unknown("a format is not interpreted");
  }
  for (const text of candidates(at)) if (fitsString(at, text)) return found(text);
  return search(at);
}

const isUninterpreted = (format: string): boolean => stringFormat(format) === undefined;

/** Whether the text satisfies all facts about strings; formats that are not known hold. */
export function fitsString(at: Location, text: string): boolean {
  const length = codePoints(text);
  if (length < at.minSize || length > at.maxSize) return false;
  for (const { on, text: constraint, holds } of at.texts) {
    if (on === "pattern" && surelyMatches(text, constraint) !== holds) return false;
    if (on === "format" && stringFormat(constraint)?.test(text) === !holds) return false;
  }
  return !at.excluded.some((other) => jsonEqual(other, text));
}

function* candidates(at: Location): Iterable<string> {
  const formats = at.texts.filter(({ on }) => on === "format");
  for (const { text, holds } of formats) if (holds) yield* stringFormat(text)?.samples ?? [];
  yield* PLAIN_WORDS;
  for (const { text, holds } of formats) if (!holds) yield* stringFormat(text)?.samples ?? [];
  if (at.minSize > 1 && at.minSize <= LONGEST) for (const letter of "a0A") yield letter.repeat(at.minSize);
  if (at.maxSize >= 1 && at.maxSize <= LONGEST) for (const letter of "a0A") yield letter.repeat(at.maxSize);
}

/** Exhaustive where regular expressions allow it. */
function search(at: Location): Answer {
  const matching = at.texts.filter(({ on, holds }) => on === "pattern" && holds).map(({ text }) => text);
  const refused = at.texts.filter(({ on, holds }) => on === "pattern" && !holds).map(({ text }) => text);
  const formats = at.texts.some(({ on }) => on === "format");
  if (matching.length === 0 && refused.length === 0) return withoutPatterns(at, formats);
  if (at.minSize > 500) return unknown("the string would have to be long and match a pattern");
  const words = wordsOf(matching, refused, at.minSize);
  if (!words.exact) return unknown(words.reason);
  let tried = 0;
  for (const text of words.shown) {
    if (codePoints(text) > at.maxSize || tried > MOST_WORDS) break;
    if (fitsString(at, text)) return found(text);
    tried += 1;
  }
  for (const text of words.all) {
    if (codePoints(text) > at.maxSize) return NONE;
    if (fitsString(at, text)) return found(text);
    tried += 1;
    if (tried > 2 * MOST_WORDS) return unknown("no string was found among many that match the patterns");
  }
  return NONE;
}

function withoutPatterns(at: Location, formats: boolean): Answer {
  if (at.maxSize === 0) return formats ? unknown("no empty string of that format is known") : NONE;
  if (formats) return unknown("no string of that format and length is known");
  for (let count = 0; count <= at.excluded.length; count += 1) {
    const text = String(count).padStart(Math.max(at.minSize, 1), "a");
    if (fitsString(at, text)) return found(text);
  }
  return unknown("no string was found");
}
