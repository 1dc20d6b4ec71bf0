import type { RawNode, RawObject } from "./contract.ts";
import { noteAboutNumber } from "./note-about-number.ts";

const QUOTE = 34;
const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const SMALL_E = 101;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
/** Numbers of so many digits are exact in a double. */
const EXACT_DIGITS = 15;
/** A count of digits that no number reaches. */
const FRACTION = -1_000_000_000;
/** Longer numbers are nobody's limits. */
const MOST_CHARACTERS = 400;

/**
 * Reads JSON by the engine's own parser, several times faster than by ours: for documents about which there is nothing
 * to say. Undefined when a member stands twice, a number loses digits, a limit is passed or the text is not JSON:
 * which of these, and where, is for the parser to find that knows places.
 * @param bytes the text in UTF-8, of which single units are read much faster than of a text
 */
export function parsePlainJson(
  text: string,
  limits: { readonly maxDepth: number; readonly maxNodes: number },
  bytes: Uint8Array = new TextEncoder().encode(text),
): RawNode | undefined {
  const members = countMembers(bytes, limits.maxDepth);
  if (members === undefined) return undefined;
  const count = { members: 0, nodes: 1 };
  try {
    const value: RawNode = JSON.parse(text);
    if (typeof value === "object" && value !== null) settle(value, count);
    // `JSON.parse` keeps one of equal members, so that then fewer are left than colons stand between names and values.
    return count.members === members && count.nodes <= limits.maxNodes ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Colons outside of strings; undefined when the text nests too deep or has a number that is not kept as it is. */
function countMembers(bytes: Uint8Array, maxDepth: number): number | undefined {
  let members = 0;
  let depth = 0;
  /** Of the number at hand; far below zero after a decimal point, for a fraction only rounds. */
  let digits = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes[at]!;
    if (code === QUOTE) {
      for (at += 1; ; at += 1) {
        const inside = bytes[at]!;
        if (inside === QUOTE) break;
        if (inside === BACKSLASH) at += 1;
        else if (!(inside >= 32)) return undefined;
      }
    } else if (code >= ZERO && code <= NINE) {
      digits += 1;
      if (digits > EXACT_DIGITS) {
        at = endOfExactNumber(bytes, at);
        if (at === -1) return undefined;
      }
    } else if (code === POINT) digits = FRACTION;
    else if ((code | 32) === SMALL_E && digits !== 0) {
      at = endOfExactNumber(bytes, at);
      if (at === -1) return undefined;
    } else {
      digits = 0;
      if (code === COLON) members += 1;
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1;
      else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
        depth += 1;
        if (depth > maxDepth) return undefined;
      }
    }
  }
  return members;
}

/** The last place of the number around `at`; -1 when there is something to say about it. */
function endOfExactNumber(bytes: Uint8Array, at: number): number {
  let start = at;
  while (isOfNumber(bytes[start - 1]) && at - start < MOST_CHARACTERS) start -= 1;
  let end = at;
  while (isOfNumber(bytes[end + 1]) && end - start < MOST_CHARACTERS) end += 1;
  if (end - start >= MOST_CHARACTERS) return -1;
  const written = String.fromCharCode(...bytes.subarray(start, end + 1));
  return noteAboutNumber(written).problem === undefined ? end : -1;
}

function isOfNumber(code: number | undefined): boolean {
  if (code === undefined) return false;
  return (code >= ZERO && code <= NINE) || code === POINT || code === PLUS || code === MINUS || (code | 32) === SMALL_E;
}

/** Takes the prototype from every object, so that no name means anything by itself. As deep as {@link countMembers} allows. */
function settle(value: RawNode[] | RawObject, count: { members: number; nodes: number }): void {
  if (Array.isArray(value)) {
    count.nodes += value.length;
    for (const item of value) if (typeof item === "object" && item !== null) settle(item, count);
    return;
  }
  Object.setPrototypeOf(value, null);
  for (const name in value) {
    count.members += 1;
    count.nodes += 1;
    const member = value[name];
    if (typeof member === "object" && member !== null) settle(member, count);
  }
}
