import { type BinaryOperator, type Expression, GLOBALS, METHODS, type ScopeName, TYPE_NAMES, type UnaryOperator } from "./expression.ts";
import { JsonPathError } from "./json-path-error.ts";
import { type Token, tokenizeExpression } from "./tokenize-expression.ts";

const MAX_DEPTH = 64;
const SCOPES: Readonly<Record<string, ScopeName>> = {
  "@": "value",
  "@property": "property",
  "@parent": "parent",
  "@parentProperty": "parentProperty",
  "@path": "path",
  "@root": "root",
};
const LITERALS = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["null", null],
  ["undefined", undefined],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
]);
/** From loosest to tightest. */
const BINARY: readonly (readonly BinaryOperator[])[] = [
  ["==", "===", "!=", "!=="],
  ["<", ">", "<=", ">=", "in"],
  ["+", "-"],
  ["*", "/", "%"],
];

/** Parses the inside of `?( … )`. Throws {@link JsonPathError} for anything that is not on the list of what may be evaluated. */
export function parseExpression(text: string): Expression {
  return new ExpressionParser(text).parse();
}

class ExpressionParser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenizeExpression(text);
  }

  parse(): Expression {
    const expression = this.#expression();
    if (this.#token.kind !== "end") throw this.#unexpected();
    return expression;
  }

  get #token(): Token {
    return this.#tokens[this.#at] ?? { kind: "end", text: "", offset: this.#text.length };
  }

  #unexpected(): JsonPathError {
    const { text, offset } = this.#token;
    return new JsonPathError(text === "" ? "it ends too early" : `unexpected \`${text}\``, this.#text, offset);
  }

  #eat(operator: string): boolean {
    if (this.#token.kind !== "operator" || this.#token.text !== operator) return false;
    this.#at += 1;
    return true;
  }

  #expect(operator: string): void {
    if (!this.#eat(operator)) throw this.#unexpected();
  }

  #expression(): Expression {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new JsonPathError("it nests too deep", this.#text, this.#token.offset);
    const test = this.#or();
    let result = test;
    if (this.#eat("?")) {
      const then = this.#expression();
      this.#expect(":");
      result = { kind: "choice", test, then, otherwise: this.#expression() };
    }
    this.#depth -= 1;
    return result;
  }

  #or(): Expression {
    let left = this.#and();
    for (;;) {
      const operator = this.#eat("||") ? "||" : this.#eat("??") ? "??" : undefined;
      if (operator === undefined) return left;
      left = { kind: "logical", operator, left, right: this.#and() };
    }
  }

  #and(): Expression {
    let left = this.#binary(0);
    while (this.#eat("&&")) left = { kind: "logical", operator: "&&", left, right: this.#binary(0) };
    return left;
  }

  #binary(level: number): Expression {
    const operators = BINARY[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      const token = this.#token;
      const operator = token.kind === "operator" || token.text === "in" ? operators.find((each) => each === token.text) : undefined;
      if (operator === undefined) return left;
      this.#at += 1;
      left = { kind: "binary", operator, left, right: this.#binary(level + 1) };
    }
  }

  #unary(): Expression {
    const { kind, text } = this.#token;
    const operator: UnaryOperator | undefined =
      kind === "operator" && (text === "!" || text === "-" || text === "+")
        ? text
        : kind === "name" && (text === "typeof" || text === "void")
          ? text
          : undefined;
    if (operator === undefined) return this.#postfix(this.#primary());
    this.#at += 1;
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new JsonPathError("it nests too deep", this.#text, this.#token.offset);
    const operand = this.#unary();
    this.#depth -= 1;
    return { kind: "unary", operator, operand };
  }

  #primary(): Expression {
    const token = this.#token;
    this.#at += 1;
    if (token.kind === "number") return { kind: "literal", value: Number(token.text) };
    if (token.kind === "string") return { kind: "literal", value: token.text };
    if (token.kind === "regex") return { kind: "regex", source: token.text, flags: token.flags ?? "" };
    if (token.kind === "at") return this.#scope(token);
    if (token.kind === "name") return this.#named(token);
    if (token.kind === "operator" && token.text === "(") {
      const inner = this.#expression();
      this.#expect(")");
      return inner;
    }
    if (token.kind === "operator" && token.text === "[") return { kind: "array", items: this.#list("]") };
    this.#at -= 1;
    throw this.#unexpected();
  }

  #scope(token: Token): Expression {
    const scope = SCOPES[token.text];
    if (scope !== undefined) return { kind: "scope", name: scope };
    const type = TYPE_NAMES.find((name) => `@${name}` === token.text);
    if (type === undefined) throw new JsonPathError(`\`${token.text}\` is not known`, this.#text, token.offset);
    if (this.#eat("(")) this.#expect(")");
    return { kind: "isType", name: type };
  }

  #named(token: Token): Expression {
    if (LITERALS.has(token.text)) return { kind: "literal", value: LITERALS.get(token.text) };
    if (token.text === "$") return { kind: "scope", name: "root" };
    let name = token.text;
    if (this.#token.text === "." && this.#tokens[this.#at + 1]?.kind === "name") {
      name = `${name}.${this.#tokens[this.#at + 1]?.text ?? ""}`;
      this.#at += 2;
    }
    const global = GLOBALS.find((each) => each === name);
    if (global === undefined) throw new JsonPathError(`\`${name}\` may not be used in a filter`, this.#text, token.offset);
    this.#expect("(");
    return { kind: "global", name: global, arguments: this.#list(")") };
  }

  #postfix(start: Expression): Expression {
    let at = start;
    for (;;) {
      const optional = this.#eat("?.");
      if (this.#eat("[")) {
        const name = this.#expression();
        this.#expect("]");
        at = { kind: "member", object: at, name };
      } else if (optional || this.#eat(".")) at = this.#member(at);
      else return at;
    }
  }

  #member(object: Expression): Expression {
    const token = this.#token;
    if (token.kind !== "name") throw this.#unexpected();
    this.#at += 1;
    if (this.#token.kind === "operator" && this.#token.text === "(") {
      const method = METHODS.find((name) => name === token.text);
      if (method === undefined) throw new JsonPathError(`\`${token.text}()\` may not be called in a filter`, this.#text, token.offset);
      this.#at += 1;
      return { kind: "call", object, method, arguments: this.#list(")") };
    }
    return { kind: "member", object, name: { kind: "literal", value: token.text } };
  }

  #list(close: string): Expression[] {
    const items: Expression[] = [];
    while (!this.#eat(close)) {
      items.push(this.#expression());
      if (!this.#eat(",")) {
        this.#expect(close);
        break;
      }
    }
    return items;
  }
}
