import { JsonPathError } from "./json-path-error.ts";

export interface Token {
  readonly kind: "number" | "string" | "regex" | "name" | "at" | "operator" | "end";
  /** Of a string its value, of a regex its source. */
  readonly text: string;
  readonly flags?: string;
  readonly offset: number;
}

const OPERATORS = ["===", "!==", "?.", "??", "==", "!=", "<=", ">=", "&&", "||", ...Array.from("()[]{}.,!<>+-*/%?:")];

/** Splits a filter of the JSONPath-plus dialect into tokens. Linear in its length. */
export function tokenizeExpression(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at, at + 80);
    const space = /^\s+/.exec(rest);
    if (space !== null) {
      at += space[0].length;
      continue;
    }
    const token = readToken(text, at, tokens.at(-1));
    tokens.push(token.token);
    at = token.end;
  }
  tokens.push({ kind: "end", text: "", offset: text.length });
  return tokens;
}

function readToken(text: string, at: number, before: Token | undefined): { readonly token: Token; readonly end: number } {
  const first = text.charAt(at);
  if (first === '"' || first === "'" || first === "`") return readString(text, at, first);
  if (first === "/" && !endsOperand(before)) return readRegex(text, at);
  const rest = text.slice(at, at + 400);
  const number = /^(?:0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/.exec(rest);
  if (number !== null) return { token: { kind: "number", text: number[0], offset: at }, end: at + number[0].length };
  const scope = /^@(?:[A-Za-z]+)?/.exec(rest);
  if (scope !== null) return { token: { kind: "at", text: scope[0], offset: at }, end: at + scope[0].length };
  const name = /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(rest);
  if (name !== null) return { token: { kind: "name", text: name[0], offset: at }, end: at + name[0].length };
  const operator = OPERATORS.find((candidate) => text.startsWith(candidate, at));
  if (operator === undefined) throw new JsonPathError(`unexpected \`${first}\``, text, at);
  return { token: { kind: "operator", text: operator, offset: at }, end: at + operator.length };
}

/** After an operand a slash divides; elsewhere it begins a regular expression. */
function endsOperand(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === "operator") return token.text === ")" || token.text === "]";
  return token.kind !== "name" || !["typeof", "void", "in", "return"].includes(token.text);
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v", "0": "\0" };

function readString(text: string, start: number, quote: string): { readonly token: Token; readonly end: number } {
  let value = "";
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === quote) return { token: { kind: "string", text: value, offset: start }, end: at + 1 };
    if (char !== "\\") {
      value += char;
      continue;
    }
    at += 1;
    const hex = /^(?:u([\da-fA-F]{4})|x([\da-fA-F]{2}))/.exec(text.slice(at, at + 5));
    if (hex === null) value += ESCAPES[text.charAt(at)] ?? text.charAt(at);
    else {
      value += String.fromCharCode(Number.parseInt(hex[1] ?? hex[2] ?? "0", 16));
      at += hex[0].length - 1;
    }
  }
  throw new JsonPathError("a string is not closed", text, start);
}

function readRegex(text: string, start: number): { readonly token: Token; readonly end: number } {
  let inClass = false;
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === "\\") at += 1;
    else if (char === "[") inClass = true;
    else if (char === "]") inClass = false;
    else if (char === "/" && !inClass) {
      const flags = /^[a-z]*/.exec(text.slice(at + 1, at + 10))?.[0] ?? "";
      return { token: { kind: "regex", text: text.slice(start + 1, at), flags, offset: start }, end: at + 1 + flags.length };
    }
  }
  throw new JsonPathError("a regular expression is not closed", text, start);
}
