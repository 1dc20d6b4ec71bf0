import type { RawNode, RawObject } from "./contract.ts";

const QUOTE = 34;
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

/**
 * Reads JSON by the engine's own parser, several times faster than by ours: for documents about which there is nothing
 * to say. Undefined when a member stands twice, a number may lose digits, a limit is passed or the text is not JSON:
 * which of these, and where, is for the parser to find that knows places.
 */
export function parsePlainJson(text: string, limits: { readonly maxDepth: number; readonly maxNodes: number }): RawNode | undefined {
  const members = countMembers(text, limits.maxDepth);
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

/** Colons outside of strings; undefined when the text nests too deep or has a number that needs a closer look. */
function countMembers(text: string, maxDepth: number): number | undefined {
  let members = 0;
  let depth = 0;
  /** Of the number at hand; far below zero after a decimal point, for a fraction only rounds. */
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      for (at += 1; ; at += 1) {
        const inside = text.charCodeAt(at);
        if (inside === QUOTE) break;
        if (inside === BACKSLASH) at += 1;
        else if (!(inside >= 32)) return undefined;
      }
    } else if (code >= ZERO && code <= NINE) {
      digits += 1;
      if (digits > EXACT_DIGITS) return undefined;
    } else if (code === POINT) digits = FRACTION;
    else if ((code | 32) === SMALL_E && digits !== 0) return undefined;
    else {
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
