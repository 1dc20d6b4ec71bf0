import { textOf } from "../functions/text-of.ts";
import { anyKeywords } from "./any-keywords.ts";
import { type Check, type CheckRun, type Covered, inOrder, type Keyword } from "./check-run.ts";
import { isMembers, isOfType, type Members, type NullableKeyword, typesOf } from "./json-types.ts";
import { listKeywords } from "./list-keywords.ts";
import { objectKeywords } from "./object-keywords.ts";
import type { Predicates } from "./predicates.ts";
import { numberKeywords, textKeywords } from "./scalar-keywords.ts";
import { UnusableSchema } from "./schema-error.ts";
import { SchemaReferences } from "./schema-references.ts";

/** Drafts of JSON Schema, as far as they have other keywords. */
export type SchemaDraft = "7" | "2019-09" | "2020-12";

/** What a draft does not know yet, and ignores. */
const LATER: Readonly<Record<SchemaDraft, readonly string[]>> = {
  "2020-12": ["$recursiveRef"],
  "2019-09": ["$dynamicRef", "prefixItems"],
  "7": [
    "$dynamicRef",
    "$recursiveRef",
    "prefixItems",
    "dependentRequired",
    "dependentSchemas",
    "minContains",
    "maxContains",
    "unevaluatedItems",
    "unevaluatedProperties",
  ],
};

export interface SchemaReading {
  /** Keywords of later drafts are ignored; by default all count that there are. */
  readonly draft?: SchemaDraft | undefined;
  /** Properties that are marked so need not be there: `readOnly` in requests, `writeOnly` in responses. */
  readonly optional?: "readOnly" | "writeOnly" | undefined;
  /** How a schema says that null is allowed too; `nullable` by default. */
  readonly nullable?: NullableKeyword | undefined;
  /** Say of large parts that they hold, so that only what fails is looked at closely. */
  readonly predicates?: Predicates | undefined;
}

/** How far down predicates are asked. */
const SHALLOW = 4;

/** Schemas as closures, each made once, when a value first gets to it: schemas may be cyclic graphs. */
export class CompiledSchemas {
  readonly optional: "readOnly" | "writeOnly" | undefined;
  readonly nullable: NullableKeyword;
  readonly #later: readonly string[];
  readonly #predicates: Predicates | undefined;
  readonly #checks = new Map<unknown, Check>();

  constructor({ optional, nullable = "nullable", draft, predicates }: SchemaReading = {}) {
    this.#predicates = predicates;
    this.#later = draft === undefined ? [] : LATER[draft];
    this.optional = optional;
    this.nullable = nullable;
  }

  of(schema: unknown): Check {
    let check = this.#checks.get(schema);
    if (check === undefined) this.#checks.set(schema, (check = this.#compile(schema)));
    return check;
  }

  /** The check of a part, which is compiled when it is first asked. */
  later(schema: unknown): Check {
    if (schema === true || schema === undefined) return isAnything;
    let check: Check | undefined;
    return (run, value, all, outer, isPart) => (check ??= this.of(schema))(run, value, all, outer, isPart);
  }

  #compile(schema: unknown): Check {
    if (schema === true || schema === undefined) return isAnything;
    if (schema === false) return (run) => run.fail("false schema", "boolean schema is false");
    if (isMembers(schema)) return this.#unlessHolds(schema, compileSchema(this.#understood(schema), this, schema));
    return () => {
      throw new UnusableSchema("schema must be object or boolean");
    };
  }

  /** Deeper down a value that fails would be looked at again and again. */
  #unlessHolds(schema: Members, check: Check): Check {
    const predicates = this.#predicates;
    if (predicates === undefined) return check;
    return (run, value, all, outer, isPart) =>
      (outer === undefined && run.keyDepth < SHALLOW && predicates.of(schema)(value)) || check(run, value, all, outer, isPart);
  }

  #understood(schema: Members): Members {
    if (!this.#later.some((keyword) => schema[keyword] !== undefined)) return schema;
    return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !this.#later.includes(keyword)));
  }
}

const isAnything: Check = () => true;

/** @param origin the schema as it stands in its graph */
function compileSchema(schema: Members, schemas: CompiledSchemas, origin: Members): Check {
  const keywords = inOrder(groupsOf(schema, schemas, origin));
  const beginsResource = typeof schema["$id"] === "string";
  const { errorMessage } = schema;
  const needsCover = schema["unevaluatedProperties"] !== undefined || schema["unevaluatedItems"] !== undefined;
  return (run, value, all, outer, isPart = false) => {
    if (!run.enter()) return true;
    const before = run.errors.length;
    const covered: Covered | undefined = needsCover || outer !== undefined ? { names: new Set(), items: 0, all: false } : undefined;
    const resource = beginsResource ? SchemaReferences.of(run.root).resourceOf(origin) : undefined;
    if (resource !== undefined) run.scope.push(resource);
    const valid = keywords === undefined || keywords(run, value, all, covered);
    if (resource !== undefined) run.scope.pop();
    if (!valid && all && errorMessage !== undefined) reword(run, errorMessage, before);
    if (outer !== undefined && covered !== undefined && (valid || isPart)) {
      for (const name of covered.names) outer.names.add(name);
      outer.items = Math.max(outer.items, covered.items);
      if (covered.all) outer.all = true;
    }
    run.depth -= 1;
    return valid;
  };
}

/** `errorMessage` (ajv-errors): one text for everything that failed, or a text for each keyword. */
function reword(run: CheckRun, messages: unknown, before: number): void {
  if (typeof messages === "string") {
    run.errors.length = before;
    run.fail("errorMessage", messages);
    return;
  }
  for (let index = before; index < run.errors.length; index += 1) {
    const error = run.errors[index];
    const message = error !== undefined && isMembers(messages) ? messages[error.keyword] : undefined;
    if (error === undefined || typeof message !== "string" || error.level !== run.depth) continue;
    run.errors[index] = { ...error, keyword: "errorMessage", message };
  }
}

/**
 * In groups, as ajv does: type, numbers, texts, keywords of any type, arrays, objects. A single type is looked at with
 * the group of its keywords, when it has any.
 */
function groupsOf(schema: Members, schemas: CompiledSchemas, origin: Members): Keyword[] {
  const types = typesOf(schema, schemas.nullable);
  const [only] = types.length === 1 ? types : [];
  const ruled = ruledIn(schema);
  const has = (kind: string): boolean => (ruled & bitOf(kind)) !== 0;
  const late = only !== undefined && has(only) ? only : undefined;
  const failsType = typeFailure(schema, schemas.nullable);
  const groups: Keyword[] = [];
  if (types.length > 0 && late === undefined) groups.push((run, value) => types.some((type) => isOfType(value, type)) || failsType(run));
  const add = (kinds: readonly string[], group: Keyword | undefined): void => {
    if (late !== undefined && kinds.includes(late))
      groups.push((run, value, all, covered) =>
        isOfType(value, late) ? group === undefined || group(run, value, all, covered) : failsType(run),
      );
    else if (group !== undefined) groups.push(group);
  };
  const numbers = has("number") ? inOrder(numberKeywords(schema)) : undefined;
  const texts = has("string") ? inOrder(textKeywords(schema)) : undefined;
  const lists = has("array") ? inOrder(listKeywords(schema, schemas)) : undefined;
  const objects = has("object") ? objectKeywords(schema, schemas) : undefined;
  add(["number"], numbers && ((run, value, all, covered) => typeof value !== "number" || numbers(run, value, all, covered)));
  add(["string"], texts && ((run, value, all, covered) => typeof value !== "string" || texts(run, value, all, covered)));
  if (has("any")) groups.push(...anyKeywords(schema, schemas, origin));
  add(["array"], lists && ((run, value, all, covered) => !Array.isArray(value) || lists(run, value, all, covered)));
  add(["object"], objects && ((run, value, all, covered) => !isMembers(value) || objects(run, value, all, covered)));
  return groups;
}

function typeFailure(schema: Members, nullable: NullableKeyword): (run: CheckRun) => false {
  const { type } = schema;
  return (run) => {
    const orNull = schema[nullable] === true ? ",null" : "";
    return run.fail("type", `must be ${Array.isArray(type) ? type.map(textOf).join(",") : textOf(type)}${orNull}`);
  };
}

const RULES: Readonly<Record<string, readonly string[]>> = {
  any: ["$ref", "$dynamicRef", "$recursiveRef", "const", "enum", "not", "anyOf", "oneOf", "allOf", "if"],
  number: ["maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf", "format"],
  string: ["maxLength", "minLength", "pattern", "format"],
  array: ["maxItems", "minItems", "uniqueItems", "items", "prefixItems", "contains", "unevaluatedItems"],
  object: [
    "maxProperties",
    "minProperties",
    "required",
    "propertyNames",
    "additionalProperties",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "properties",
    "patternProperties",
    "unevaluatedProperties",
  ],
};

const KINDS = Object.keys(RULES);

/** Keywords by the kinds of values that they are about, as bits: schemas have few keywords, and few kinds of them. */
const BITS: ReadonlyMap<string, number> = new Map(
  KINDS.flatMap((kind) => (RULES[kind] ?? []).map((keyword) => [keyword, bitsOf(keyword)] as const)),
);

function bitsOf(keyword: string): number {
  return KINDS.reduce((bits, kind) => (RULES[kind]?.includes(keyword) === true ? bits | bitOf(kind) : bits), 0);
}

/** No bit for a kind that no keyword is about. */
function bitOf(kind: string): number {
  const place = KINDS.indexOf(kind);
  return place === -1 ? 0 : 1 << place;
}

function ruledIn(schema: Members): number {
  let bits = 0;
  for (const keyword in schema) if (schema[keyword] !== undefined) bits |= BITS.get(keyword) ?? 0;
  return bits;
}
