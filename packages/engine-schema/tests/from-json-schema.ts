import type { Json } from "@surety/model/json";
import { unescapeToken } from "@surety/model/pointer";
import { jsonEqual } from "../src/json-values.ts";
import type { JsonType, Schema } from "@surety/engine-spec/schema";

type Raw = { readonly [keyword: string]: Json };
type Draft = { -readonly [Keyword in keyof Schema]: Schema[Keyword] };

/** Enough of JSON Schema 2020-12 to build schemas for tests: local references, `$id`s of subschemas, anchors. */
export function fromJsonSchema(document: Json): Schema {
  return new Builder(document).build(document, "", "");
}

const isObject = (value: Json | undefined): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

const NAMED_SCHEMAS = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"]);
const SCHEMAS = new Set([
  "items",
  "contains",
  "additionalProperties",
  "propertyNames",
  "unevaluatedItems",
  "unevaluatedProperties",
  "not",
  "if",
  "then",
  "else",
  "prefixItems",
  "allOf",
  "anyOf",
  "oneOf",
]);

class Builder {
  readonly #nodes = new Map<Json, Draft>();
  readonly #named = new Map<string, Json>();
  readonly #bases = new Map<Json, string>();
  readonly #booleans = new Map<string, Draft>();

  constructor(document: Json) {
    this.#scan(document, "https://root.test/");
    this.#named.set("https://root.test/", document);
  }

  #scan(value: Json | undefined, base: string): void {
    if (!isObject(value)) return;
    const own = typeof value["$id"] === "string" ? new URL(value["$id"], base).href.replace(/#$/, "") : base;
    this.#bases.set(value, own);
    if (typeof value["$id"] === "string" && !this.#named.has(own)) this.#named.set(own, value);
    for (const anchor of [value["$anchor"], value["$dynamicAnchor"]])
      if (typeof anchor === "string") this.#named.set(`${own}#${anchor}`, value);
    for (const [keyword, child] of Object.entries(value)) {
      if (NAMED_SCHEMAS.has(keyword) && isObject(child)) for (const item of Object.values(child)) this.#scan(item, own);
      else if (SCHEMAS.has(keyword)) for (const item of Array.isArray(child) ? child : [child]) this.#scan(item, own);
    }
  }

  #resolve(ref: string, base: string): Json | undefined {
    const url = new URL(ref, base);
    const fragment = decodeURIComponent(url.hash.slice(1));
    url.hash = "";
    const target = this.#named.get(url.href);
    if (fragment === "") return target;
    if (!fragment.startsWith("/")) return this.#named.get(`${url.href}#${fragment}`);
    let node: Json | undefined = target;
    for (const token of fragment.slice(1).split("/").map(unescapeToken)) {
      if (Array.isArray(node)) node = node[Number(token)];
      else node = isObject(node) && Object.hasOwn(node, token) ? node[token] : undefined;
    }
    return node;
  }

  build(raw: Json, pointer: string, base: string): Schema {
    if (typeof raw === "boolean") {
      const known = this.#booleans.get(pointer) ?? (raw ? { pointer } : { pointer, never: true as const });
      this.#booleans.set(pointer, known);
      return known;
    }
    const known = this.#nodes.get(raw);
    if (known !== undefined) return known;
    const node: Draft = { pointer };
    this.#nodes.set(raw, node);
    if (isObject(raw)) this.#fill(node, raw, pointer, this.#bases.get(raw) ?? base);
    return node;
  }

  #fill(node: Draft, raw: Raw, pointer: string, base: string): void {
    const one = (value: Json, at: string): Schema => this.build(value, `${pointer}/${at}`, base);
    const list = (value: Json, at: string): Schema[] =>
      Array.isArray(value) ? value.map((item, index) => one(item, `${at}/${index}`)) : [];
    const map = (value: Json, at: string): Map<string, Schema> =>
      new Map(isObject(value) ? Object.entries(value).map(([name, item]) => [name, one(item, `${at}/${name}`)]) : []);
    const unsupported: string[] = [];
    for (const [keyword, value] of Object.entries(raw)) {
      switch (keyword) {
        case "$ref": {
          const ref = typeof value === "string" ? value : "";
          const target = this.#resolve(ref, base);
          if (target === undefined) unsupported.push(`$ref ${ref}`);
          else node.ref = this.build(target, ref, base);
          break;
        }
        case "$schema":
          if (value !== "https://json-schema.org/draft/2020-12/schema") unsupported.push(keyword);
          break;
        case "$dynamicRef":
        case "$recursiveRef":
          unsupported.push(keyword);
          break;
        case "type":
          node.types = new Set((Array.isArray(value) ? value : [value]) as JsonType[]);
          break;
        case "const":
          node.enum = node.enum === undefined ? [value] : node.enum.filter((other) => jsonEqual(other, value));
          break;
        case "enum":
          node.enum = (Array.isArray(value) ? value : []).filter(
            (item) => node.enum === undefined || node.enum.some((other) => jsonEqual(other, item)),
          );
          break;
        case "minimum":
        case "maximum":
        case "exclusiveMinimum":
        case "exclusiveMaximum":
        case "multipleOf":
        case "minLength":
        case "maxLength":
        case "minItems":
        case "maxItems":
        case "minContains":
        case "maxContains":
        case "minProperties":
        case "maxProperties":
          if (typeof value === "number") node[keyword] = value;
          break;
        case "pattern":
        case "format":
        case "contentEncoding":
        case "contentMediaType":
          if (typeof value === "string") node[keyword] = value;
          break;
        case "uniqueItems":
          if (value === true) node.uniqueItems = true;
          break;
        case "readOnly":
        case "writeOnly":
          if (value === true) node[keyword] = true;
          break;
        case "items":
        case "contains":
        case "additionalProperties":
        case "propertyNames":
        case "unevaluatedItems":
        case "unevaluatedProperties":
        case "not":
        case "if":
        case "then":
        case "else":
          node[keyword] = one(value, keyword);
          break;
        case "prefixItems":
        case "allOf":
        case "anyOf":
        case "oneOf":
          node[keyword] = list(value, keyword);
          break;
        case "properties":
        case "patternProperties":
        case "dependentSchemas":
          node[keyword] = map(value, keyword);
          break;
        case "required":
          node.required = new Set(value as string[]);
          break;
        case "dependentRequired":
          node.dependentRequired = new Map(
            isObject(value) ? Object.entries(value).map(([name, needed]) => [name, needed as string[]]) : [],
          );
          break;
        case "default":
          node.default = value;
          break;
        case "examples":
          if (Array.isArray(value)) node.examples = value;
          break;
        default:
      }
    }
    if (unsupported.length > 0) node.unsupported = unsupported;
  }
}
