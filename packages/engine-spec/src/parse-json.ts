import { joinPointer, type Pointer } from "@surety/model/pointer";
import type { RawNode, RawObject } from "./contract.ts";
import { noteAboutNumber } from "./note-about-number.ts";
import { parsePlainJson } from "./parse-plain-json.ts";
import { type SourceNote, UnreadableSource } from "./source-note.ts";

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const MAX_NOTES = 1000;

interface JsonLimits {
  readonly maxDepth: number;
  readonly maxNodes: number;
}

/** Parses JSON (RFC 8259), whose UTF-8 is `bytes`, into null-prototype data, in linear time. Throws {@link UnreadableSource}. */
export function parseJson(
  text: string,
  limits: JsonLimits,
  bytes?: Uint8Array,
): { readonly value: RawNode; readonly notes: readonly SourceNote[] } {
  const plain = parsePlainJson(text, limits, bytes);
  if (plain !== undefined) return { value: plain, notes: [] };
  const parser = new JsonParser(text, limits);
  return { value: parser.parseDocument(), notes: parser.notes };
}

class JsonParser {
  readonly notes: SourceNote[] = [];
  readonly #text: string;
  readonly #limits: JsonLimits;
  /** The member names and indices that lead to the current value; the first `#depth` entries count. */
  readonly #path: (string | number)[] = [];
  /** Where the open arrays and objects begin. */
  readonly #opened: number[] = [];
  #at = 0;
  #depth = 0;
  #nodes = 0;

  constructor(text: string, limits: JsonLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  parseDocument(): RawNode {
    const value = this.#parseValue();
    this.#skipSpace();
    if (this.#at < this.#text.length) {
      this.#fail(
        "json-syntax",
        `The JSON value ends before this ${this.#describeCharacter()}: nothing may follow it.`,
        "Remove what follows, or send one document at a time.",
      );
    }
    return value;
  }

  #parseValue(): RawNode {
    this.#nodes += 1;
    if (this.#nodes > this.#limits.maxNodes)
      this.#fail("too-many-nodes", `The document has more than ${this.#limits.maxNodes} values.`, "Split it into several contracts.");
    this.#skipSpace();
    switch (this.#text.charCodeAt(this.#at)) {
      case OPEN_BRACE:
        return this.#parseObject();
      case OPEN_BRACKET:
        return this.#parseArray();
      case QUOTE:
        return this.#parseString();
      case 116:
        return this.#parseWord("true", true);
      case 102:
        return this.#parseWord("false", false);
      case 110:
        return this.#parseWord("null", null);
      default:
        return this.#parseNumber();
    }
  }

  #open(): void {
    if (this.#depth >= this.#limits.maxDepth) {
      this.#fail(
        "too-deep",
        `The document nests more than ${this.#limits.maxDepth} levels deep.`,
        "Move inner schemas to components and refer to them with $ref.",
      );
    }
    this.#opened[this.#depth] = this.#at;
    this.#depth += 1;
    this.#at += 1;
  }

  #parseObject(): RawObject {
    this.#open();
    const level = this.#depth - 1;
    const object: RawObject = Object.create(null);
    this.#skipSpace();
    if (this.#text.charCodeAt(this.#at) === CLOSE_BRACE) return this.#close(object);
    for (;;) {
      this.#skipSpace();
      const start = this.#at;
      if (this.#text.charCodeAt(start) !== QUOTE) this.#failAtKey();
      const name = this.#parseString();
      this.#path[level] = name;
      if (name in object) {
        this.#at = start;
        this.#depth = level + 1;
        this.#fail(
          "duplicate-key",
          `The member ${JSON.stringify(name)} is already in this object: JSON readers silently keep one of the two.`,
          "Remove one of them, or merge them.",
          this.#pointer(level + 1),
        );
      }
      this.#skipSpace();
      if (this.#text.charCodeAt(this.#at) !== COLON) this.#failUnexpected(`a colon after the member name ${shorten(name)}`);
      this.#at += 1;
      object[name] = this.#parseValue();
      this.#skipSpace();
      const next = this.#text.charCodeAt(this.#at);
      if (next === CLOSE_BRACE) return this.#close(object);
      if (next !== COMMA) this.#failUnexpected("a comma or the closing `}` of the object");
      this.#at += 1;
    }
  }

  #parseArray(): RawNode[] {
    this.#open();
    const level = this.#depth - 1;
    const array: RawNode[] = [];
    this.#skipSpace();
    if (this.#text.charCodeAt(this.#at) === CLOSE_BRACKET) return this.#close(array);
    for (;;) {
      this.#path[level] = array.length;
      this.#skipSpace();
      if (this.#text.charCodeAt(this.#at) === CLOSE_BRACKET)
        this.#fail("json-syntax", "A comma stands before the closing `]`: JSON allows none there.", "Remove the comma.");
      array.push(this.#parseValue());
      this.#skipSpace();
      const next = this.#text.charCodeAt(this.#at);
      if (next === CLOSE_BRACKET) return this.#close(array);
      if (next !== COMMA) this.#failUnexpected("a comma or the closing `]` of the array");
      this.#at += 1;
    }
  }

  #close<Value>(value: Value): Value {
    this.#at += 1;
    this.#depth -= 1;
    return value;
  }

  #parseString(): string {
    const text = this.#text;
    const start = this.#at + 1;
    for (let at = start; ; at += 1) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.#at = at + 1;
        return text.slice(start, at);
      }
      if (code === BACKSLASH) return this.#parseEscapedString(start, at);
      if (!(code >= 32)) this.#failInString(start, at);
    }
  }

  #parseEscapedString(start: number, firstEscape: number): string {
    const text = this.#text;
    let value = "";
    let copied = start;
    let at = firstEscape;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) break;
      if (code === BACKSLASH) {
        const escaped = text.charCodeAt(at + 1);
        value += text.slice(copied, at) + this.#readEscape(escaped, at);
        at += escaped === 117 ? 6 : 2;
        copied = at;
      } else if (code >= 32) at += 1;
      else this.#failInString(start, at);
    }
    this.#at = at + 1;
    return value + text.slice(copied, at);
  }

  #readEscape(escaped: number, at: number): string {
    switch (escaped) {
      case QUOTE:
        return '"';
      case BACKSLASH:
        return "\\";
      case 47:
        return "/";
      case 98:
        return "\b";
      case 102:
        return "\f";
      case 110:
        return "\n";
      case 114:
        return "\r";
      case 116:
        return "\t";
      case 117: {
        const digits = this.#text.slice(at + 2, at + 6);
        if (/^[0-9a-fA-F]{4}$/.test(digits)) return String.fromCharCode(Number.parseInt(digits, 16));
      }
    }
    this.#at = at;
    return this.#fail(
      "json-syntax",
      "JSON does not know this escape in a string.",
      'Write a backslash itself as `\\\\`; the others are \\" \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits.',
    );
  }

  #parseNumber(): number {
    const text = this.#text;
    const start = this.#at;
    let at = start;
    if (text.charCodeAt(at) === 45) at += 1;
    const firstDigit = at;
    while (isDigit(text.charCodeAt(at))) at += 1;
    if (at === firstDigit) this.#failUnexpected("a value");
    if (at - firstDigit > 1 && text.charCodeAt(firstDigit) === 48)
      this.#fail("json-syntax", "JSON numbers have no leading zeros.", "Remove them, or quote the value if it is text.");
    let isInteger = true;
    if (text.charCodeAt(at) === 46) {
      isInteger = false;
      at += 1;
      if (!isDigit(text.charCodeAt(at))) this.#failAt(at, "digits after the decimal point");
      while (isDigit(text.charCodeAt(at))) at += 1;
    }
    if ((text.charCodeAt(at) | 32) === 101) {
      isInteger = false;
      at += 1;
      if (text.charCodeAt(at) === 43 || text.charCodeAt(at) === 45) at += 1;
      if (!isDigit(text.charCodeAt(at))) this.#failAt(at, "digits in the exponent");
      while (isDigit(text.charCodeAt(at))) at += 1;
    }
    this.#at = at;
    if (isInteger && at - start < 16) return Number(text.slice(start, at));
    return this.#readLongNumber(text.slice(start, at), start);
  }

  #readLongNumber(digits: string, offset: number): number {
    const { value, problem } = noteAboutNumber(digits);
    if (problem && this.notes.length < MAX_NOTES) this.notes.push({ ...problem, offset, pointer: this.#pointer(this.#depth) });
    return value;
  }

  #parseWord<Value>(word: string, value: Value): Value {
    if (!this.#text.startsWith(word, this.#at) || /[A-Za-z0-9_]/.test(this.#text.charAt(this.#at + word.length)))
      this.#failUnexpected("a value");
    this.#at += word.length;
    return value;
  }

  #skipSpace(): void {
    const text = this.#text;
    let at = this.#at;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) break;
      at += 1;
    }
    this.#at = at;
  }

  #pointer(levels: number): Pointer {
    return joinPointer("", ...this.#path.slice(0, levels));
  }

  #failAtKey(): never {
    const code = this.#text.charCodeAt(this.#at);
    if (code === CLOSE_BRACE)
      this.#fail("json-syntax", "A comma stands before the closing `}`: JSON allows none there.", "Remove the comma.");
    if (code === 39) this.#fail("json-syntax", "Member names stand in double quotes in JSON, not in single quotes.");
    return this.#failUnexpected("a member name in double quotes");
  }

  #failInString(start: number, at: number): never {
    if (at >= this.#text.length) {
      this.#at = this.#text.length;
      return this.#failAtEnd();
    }
    this.#at = at;
    const line = this.#text.charCodeAt(at) === 10 || this.#text.charCodeAt(at) === 13;
    return line
      ? this.#fail(
          "json-syntax",
          `The string ${shorten(this.#text.slice(start, at))} does not end on its line.`,
          "Close it with a double quote; write a line break inside a string as \\n.",
        )
      : this.#fail("json-syntax", "A string contains a raw control character.", "Write it as an escape, for example a tab as \\t.");
  }

  #failAt(at: number, expected: string): never {
    this.#at = at;
    return this.#failUnexpected(expected);
  }

  #failUnexpected(expected: string): never {
    if (this.#at >= this.#text.length) return this.#failAtEnd();
    const rest = this.#text.slice(this.#at, this.#at + 9);
    if (rest.startsWith("//") || rest.startsWith("/*"))
      this.#fail("json-syntax", "JSON has no comments.", "Remove the comment, or send the document as YAML.");
    if (/^-?(?:NaN|Infinity)|^undefined/.test(rest))
      this.#fail("json-syntax", `JSON has no ${rest.replace(/\W.*$/, "")}.`, "Leave the member out, or write a number.");
    if (rest.startsWith("'")) this.#fail("json-syntax", "Strings stand in double quotes in JSON, not in single quotes.");
    return this.#fail("json-syntax", `Here should be ${expected}, not ${this.#describeCharacter()}.`);
  }

  #failAtEnd(): never {
    const open = this.#opened[this.#depth - 1];
    const what =
      this.#depth === 0 || open === undefined ? "" : ` inside ${this.#text.charCodeAt(open) === OPEN_BRACE ? "an object" : "an array"}`;
    return this.#fail(
      "truncated",
      `The document ends too early${what}: ${this.#depth === 1 ? "one bracket is" : `${this.#depth} brackets are`} still open.`,
      "It looks cut off: send the whole file.",
    );
  }

  #describeCharacter(): string {
    const point = this.#text.codePointAt(this.#at);
    if (point === undefined) return "end of the document";
    return point < 32 || point === 127
      ? `character U+${point.toString(16).padStart(4, "0").toUpperCase()}`
      : `\`${String.fromCodePoint(point)}\``;
  }

  #fail(code: string, message: string, hint?: string, pointer = this.#pointer(Math.max(0, this.#depth - 1))): never {
    throw new UnreadableSource({ code, message, offset: this.#at, pointer, ...(hint === undefined ? {} : { hint }) });
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function shorten(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
