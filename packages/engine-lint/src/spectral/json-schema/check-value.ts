import { textOf } from "../functions/text-of.ts";
import { NUMBER_FORMATS, STRING_FORMATS } from "./string-formats.ts";
import { PatternError, safePattern } from "../safe-pattern.ts";
import type { Key } from "../resolved-document.ts";
import { deepEqual } from "./deep-equal.ts";
import { type SchemaError, UnusableSchema } from "./schema-error.ts";

export type Dialect = "draft4" | "draft6" | "draft7" | "draft2019-09" | "draft2020-12";

export interface CheckOptions {
  readonly dialect: Dialect;
  /** Every failure instead of the first. */
  readonly allErrors?: boolean;
  /** What `#/…` in the schema refers to. */
  readonly root: unknown;
  /** Properties that are marked so need not be there: `readOnly` in requests, `writeOnly` in responses. */
  readonly optional?: "readOnly" | "writeOnly";
  /** How a schema says that null is allowed too; `nullable` by default. */
  readonly nullable?: "nullable" | "x-nullable";
}

type Members = Readonly<Record<string, unknown>>;
type Path = readonly Key[];

const MAX_DEPTH = 600;
const MAX_STEPS = 20_000_000;

/**
 * Interprets a JSON Schema. Failures come in the order in which ajv reports them, so that findings stand where
 * Spectral's stand. Schema and value may be cyclic graphs. Throws {@link UnusableSchema}.
 */
export function checkValue(schema: unknown, value: unknown, options: CheckOptions): SchemaError[] {
  const check = new Check(options);
  check.value(schema, value, [], options.allErrors === true);
  return check.errors;
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What has been covered by other keywords, for `unevaluated…`. */
interface Covered {
  readonly names: Set<string>;
  items: number;
  all: boolean;
}

class Check {
  readonly errors: SchemaError[] = [];
  readonly #options: CheckOptions;
  #depth = 0;
  #steps = 0;
  #inNot = 0;

  constructor(options: CheckOptions) {
    this.#options = options;
  }

  /** Whether the value is valid; otherwise errors have been added. */
  value(schema: unknown, value: unknown, path: Path, all: boolean, outer?: Covered, isPart = false): boolean {
    if (schema === true || schema === undefined) return true;
    if (schema === false) return this.#fail(path, "false schema", "boolean schema is false");
    if (!isMembers(schema)) throw new UnusableSchema("schema must be object or boolean");
    this.#steps += 1;
    if (this.#steps > MAX_STEPS) throw new UnusableSchema("the value is too large to be checked");
    if (this.#depth >= MAX_DEPTH) return true;
    this.#depth += 1;
    const before = this.errors.length;
    const needsCover = outer !== undefined || schema["unevaluatedProperties"] !== undefined || schema["unevaluatedItems"] !== undefined;
    const covered: Covered | undefined = needsCover ? { names: new Set(), items: 0, all: false } : undefined;
    const valid = this.#keywords(schema, value, path, all, covered);
    if (!valid && all && schema["errorMessage"] !== undefined) this.#reword(schema["errorMessage"], path, before);
    if ((valid || isPart) && outer !== undefined && covered !== undefined) {
      for (const name of covered.names) outer.names.add(name);
      outer.items = Math.max(outer.items, covered.items);
      if (covered.all) outer.all = true;
    }
    this.#depth -= 1;
    return valid && this.errors.length >= before;
  }

  /** `errorMessage` (ajv-errors): one text for everything that failed, or a text for each keyword. */
  #reword(messages: unknown, path: Path, before: number): void {
    if (typeof messages === "string") {
      this.errors.length = before;
      this.#fail(path, "errorMessage", messages);
      return;
    }
    for (let index = before; index < this.errors.length; index += 1) {
      const error = this.errors[index];
      const message = error !== undefined && isMembers(messages) ? messages[error.keyword] : undefined;
      if (error === undefined || typeof message !== "string" || error.level !== this.#depth) continue;
      this.errors[index] = { ...error, keyword: "errorMessage", message };
    }
  }

  #fail(path: Path, keyword: string, message: string, params: SchemaError["params"] = {}): false {
    this.errors.push({ keyword, path, message, params, level: this.#depth });
    return false;
  }

  /** In groups, as ajv does: type, numbers, texts, keywords of any type, arrays, objects. */
  #keywords(schema: Members, value: unknown, path: Path, all: boolean, covered: Covered | undefined): boolean {
    const types = typesOf(schema, this.#options.nullable ?? "nullable");
    const late = types.length === 1 && hasRulesFor(schema, types[0] ?? "");
    let valid = true;
    if (types.length > 0 && !late && !types.some((type) => isOfType(value, type))) {
      valid = this.#failType(schema, path);
      if (!all) return false;
    }
    const groups = [
      () => typeof value !== "number" || this.#number(schema, value, path, all),
      () => typeof value !== "string" || this.#text(schema, value, path, all),
      () => this.#anything(schema, value, path, all, covered),
      () => !Array.isArray(value) || this.#list(schema, value, path, all, covered),
      () => !isMembers(value) || this.#object(schema, value, path, all, covered),
    ];
    const lateGroup = late ? GROUP_OF[types[0] ?? ""] : undefined;
    for (const [index, group] of groups.entries()) {
      if (index === lateGroup && !isOfType(value, types[0] ?? "")) {
        valid = this.#failType(schema, path);
        if (!all) return false;
      } else if (!group()) {
        valid = false;
        if (!all) return false;
      }
    }
    return valid;
  }

  #failType(schema: Members, path: Path): false {
    const { type } = schema;
    const nullable = schema[this.#options.nullable ?? "nullable"] === true ? ",null" : "";
    return this.#fail(path, "type", `must be ${Array.isArray(type) ? type.map(textOf).join(",") : textOf(type)}${nullable}`);
  }

  #number(schema: Members, value: number, path: Path, all: boolean): boolean {
    let valid = true;
    for (const [keyword, symbol, holds] of this.#limits(schema)) {
      if (holds(value)) continue;
      valid = this.#fail(path, keyword, `must be ${symbol} ${textOf(schema[keyword])}`);
      if (!all) return false;
    }
    const multiple = schema["multipleOf"];
    if (typeof multiple === "number" && !isMultiple(value, multiple)) {
      valid = this.#fail(path, "multipleOf", `must be multiple of ${multiple}`);
      if (!all) return false;
    }
    const format = schema["format"];
    const check = typeof format === "string" ? NUMBER_FORMATS.get(format) : undefined;
    if (check !== undefined && !check(value)) valid = this.#fail(path, "format", `must match format "${textOf(format)}"`);
    return valid;
  }

  #limits(schema: Members): (readonly [string, string, (value: number) => boolean])[] {
    const { maximum, minimum, exclusiveMaximum, exclusiveMinimum } = schema;
    const limits: (readonly [string, string, (value: number) => boolean])[] = [];
    if (typeof maximum === "number")
      limits.push(
        exclusiveMaximum === true ? ["maximum", "<", (value) => value < maximum] : ["maximum", "<=", (value) => value <= maximum],
      );
    if (typeof minimum === "number")
      limits.push(
        exclusiveMinimum === true ? ["minimum", ">", (value) => value > minimum] : ["minimum", ">=", (value) => value >= minimum],
      );
    if (typeof exclusiveMaximum === "number") limits.push(["exclusiveMaximum", "<", (value) => value < exclusiveMaximum]);
    if (typeof exclusiveMinimum === "number") limits.push(["exclusiveMinimum", ">", (value) => value > exclusiveMinimum]);
    return limits;
  }

  #text(schema: Members, value: string, path: Path, all: boolean): boolean {
    const { maxLength, minLength, pattern, format } = schema;
    let valid = true;
    const length = typeof maxLength === "number" || typeof minLength === "number" ? lengthOf(value) : 0;
    if (typeof maxLength === "number" && length > maxLength) {
      valid = this.#fail(path, "maxLength", `must NOT have more than ${maxLength} characters`);
      if (!all) return false;
    }
    if (typeof minLength === "number" && length < minLength) {
      valid = this.#fail(path, "minLength", `must NOT have fewer than ${minLength} characters`);
      if (!all) return false;
    }
    if (typeof pattern === "string" && !this.#matches(pattern, value)) {
      valid = this.#fail(path, "pattern", `must match pattern "${pattern}"`);
      if (!all) return false;
    }
    const check = typeof format === "string" ? STRING_FORMATS.get(format) : undefined;
    if (check !== undefined && !check(value)) valid = this.#fail(path, "format", `must match format "${textOf(format)}"`);
    return valid;
  }

  #matches(pattern: string, value: string): boolean {
    try {
      return safePattern(pattern).test(value);
    } catch (error) {
      if (error instanceof PatternError) throw new UnusableSchema(error.message);
      throw error;
    }
  }

  #anything(schema: Members, value: unknown, path: Path, all: boolean, covered: Covered | undefined): boolean {
    let valid = true;
    for (const keyword of ANY_TYPE) {
      const operand = schema[keyword];
      if (operand === undefined || this.#anyKeyword(keyword, operand, schema, value, path, all, covered)) continue;
      valid = false;
      if (!all) return false;
    }
    return valid;
  }

  #anyKeyword(keyword: string, operand: unknown, schema: Members, value: unknown, path: Path, all: boolean, covered?: Covered): boolean {
    switch (keyword) {
      case "$ref":
        return typeof operand !== "string" || this.value(this.#target(operand), value, path, all, covered, true);
      case "const":
        return deepEqual(operand, value) || this.#fail(path, "const", "must be equal to constant");
      case "enum":
        if (!Array.isArray(operand)) throw new UnusableSchema("enum must be array");
        return (
          operand.some((each) => deepEqual(each, value)) ||
          this.#fail(path, "enum", "must be equal to one of the allowed values", { allowedValues: operand })
        );
      case "not":
        return this.#not(operand, value, path);
      case "anyOf":
      case "oneOf":
        return this.#union(keyword, operand, value, path, all, covered);
      case "allOf": {
        if (!Array.isArray(operand)) throw new UnusableSchema("allOf must be array");
        let valid = true;
        for (const part of operand) {
          if (this.value(part, value, path, all, covered, true)) continue;
          valid = false;
          if (!all) return false;
        }
        return valid;
      }
      default:
        return this.#conditional(operand, schema, value, path, all, covered);
    }
  }

  #not(schema: unknown, value: unknown, path: Path): boolean {
    this.#inNot += 1;
    const matches = this.#quietly(() => this.value(schema, value, path, false));
    this.#inNot -= 1;
    return !matches || this.#fail(path, "not", "must NOT be valid");
  }

  /** Without leaving errors. */
  #quietly(run: () => boolean): boolean {
    const before = this.errors.length;
    const valid = run();
    this.errors.length = before;
    return valid;
  }

  #union(keyword: "anyOf" | "oneOf", arms: unknown, value: unknown, path: Path, all: boolean, covered?: Covered): boolean {
    if (!Array.isArray(arms)) throw new UnusableSchema(`${keyword} must be array`);
    const before = this.errors.length;
    const passing: number[] = [];
    for (const [index, arm] of arms.entries()) {
      if (this.value(arm, value, path, all, covered)) passing.push(index);
      if (passing.length > 0 && covered === undefined && (keyword === "anyOf" || passing.length > 1)) break;
    }
    const holds = keyword === "anyOf" ? passing.length > 0 : passing.length === 1;
    if (holds) {
      this.errors.length = before;
      return true;
    }
    if (keyword === "anyOf") return this.#fail(path, keyword, "must match a schema in anyOf");
    return this.#fail(path, keyword, "must match exactly one schema in oneOf", passing.length > 1 ? { passingSchemas: passing } : {});
  }

  #conditional(test: unknown, schema: Members, value: unknown, path: Path, all: boolean, covered?: Covered): boolean {
    if (schema["then"] === undefined && schema["else"] === undefined) return true;
    const holds = this.#quietly(() => this.value(test, value, path, false, covered));
    const branch = holds ? "then" : "else";
    if (schema[branch] === undefined || this.value(schema[branch], value, path, all, covered)) return true;
    return all ? this.#fail(path, "if", `must match "${branch}" schema`) : false;
  }

  #target(ref: string): unknown {
    let at: unknown = this.#options.root;
    if (ref !== "#" && !ref.startsWith("#/")) throw new UnusableSchema(`can't resolve reference ${ref}`, true);
    for (const token of ref === "#" ? [] : ref.slice(2).split("/")) {
      const key = decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");
      at = typeof at === "object" && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined;
      if (at === undefined) throw new UnusableSchema(`can't resolve reference ${ref}`, true);
    }
    return at;
  }

  #list(schema: Members, value: readonly unknown[], path: Path, all: boolean, covered: Covered | undefined): boolean {
    const { maxItems, minItems, uniqueItems } = schema;
    let valid = true;
    if (typeof maxItems === "number" && value.length > maxItems) {
      valid = this.#fail(path, "maxItems", `must NOT have more than ${maxItems} items`);
      if (!all) return false;
    }
    if (typeof minItems === "number" && value.length < minItems) {
      valid = this.#fail(path, "minItems", `must NOT have fewer than ${minItems} items`);
      if (!all) return false;
    }
    const twins = uniqueItems === true ? findTwins(value, hasScalarItems(schema)) : undefined;
    if (twins !== undefined) {
      valid = this.#fail(path, "uniqueItems", `must NOT have duplicate items (items ## ${twins[0]} and ${twins[1]} are identical)`);
      if (!all) return false;
    }
    if (!this.#items(schema, value, path, all, covered)) {
      valid = false;
      if (!all) return false;
    }
    return this.#contains(schema, value, path, all) && valid;
  }

  #items(schema: Members, value: readonly unknown[], path: Path, all: boolean, covered: Covered | undefined): boolean {
    const { items } = schema;
    const tuple = Array.isArray(schema["prefixItems"]) ? schema["prefixItems"] : Array.isArray(items) ? items : [];
    const rest = Array.isArray(items) ? schema["additionalItems"] : items;
    let valid = true;
    if (covered !== undefined) covered.items = Math.max(covered.items, rest === undefined ? tuple.length : value.length);
    for (const [index, item] of value.entries()) {
      const applied: unknown = index < tuple.length ? tuple[index] : rest;
      if (applied === undefined) break;
      if (this.value(applied, item, [...path, index], all)) continue;
      valid = false;
      if (!all) return false;
    }
    const unevaluated = schema["unevaluatedItems"];
    if (unevaluated === undefined || covered === undefined || covered.all) return valid;
    for (const [index, item] of value.entries()) {
      if (index < covered.items || this.#quietly(() => this.value(unevaluated, item, [...path, index], false))) continue;
      return this.#fail(path, "unevaluatedItems", `must NOT have more than ${covered.items} items`);
    }
    return valid;
  }

  #contains(schema: Members, value: readonly unknown[], path: Path, all: boolean): boolean {
    const { contains, minContains = 1, maxContains } = schema;
    if (contains === undefined) return true;
    const before = this.errors.length;
    let count = 0;
    for (const [index, item] of value.entries()) if (this.value(contains, item, [...path, index], all)) count += 1;
    const least = typeof minContains === "number" ? minContains : 1;
    const most = typeof maxContains === "number" ? maxContains : Number.POSITIVE_INFINITY;
    this.errors.length = before;
    if (count >= least && count <= most) return true;
    const range = most === Number.POSITIVE_INFINITY ? `at least ${least}` : `at least ${least} and no more than ${most}`;
    return this.#fail(path, "contains", `must contain ${range} valid item(s)`);
  }

  #object(schema: Members, value: Members, path: Path, all: boolean, covered: Covered | undefined): boolean {
    let valid = true;
    const steps = [
      () => this.#size(schema, value, path, all),
      () => this.#required(schema, value, path, all),
      () => this.#names(schema, value, path, all),
      () => this.#additional(schema, value, path, all, covered),
      () => this.#dependencies(schema, value, path, all, covered),
      () => this.#properties(schema, value, path, all, covered),
      () => this.#patternProperties(schema, value, path, all, covered),
      () => this.#unevaluated(schema, value, path, all, covered),
    ];
    for (const step of steps) {
      if (step()) continue;
      valid = false;
      if (!all) return false;
    }
    return valid;
  }

  #size(schema: Members, value: Members, path: Path, all: boolean): boolean {
    const { maxProperties, minProperties } = schema;
    let valid = true;
    if (typeof maxProperties === "number" && Object.keys(value).length > maxProperties) {
      valid = this.#fail(path, "maxProperties", `must NOT have more than ${maxProperties} properties`);
      if (!all) return false;
    }
    if (typeof minProperties === "number" && Object.keys(value).length < minProperties)
      valid = this.#fail(path, "minProperties", `must NOT have fewer than ${minProperties} properties`);
    return valid;
  }

  #required(schema: Members, value: Members, path: Path, all: boolean): boolean {
    const { required } = schema;
    if (!Array.isArray(required)) return true;
    let valid = true;
    for (const name of required) {
      if (typeof name !== "string" || Object.hasOwn(value, name) || this.#isOptional(schema, name)) continue;
      valid = this.#fail(path, "required", `must have required property '${name}'`, { missingProperty: name });
      if (!all) return false;
    }
    return valid;
  }

  #isOptional(schema: Members, name: string): boolean {
    const { optional } = this.#options;
    if (optional === undefined || this.#inNot > 0 || !isMembers(schema["properties"])) return false;
    const property = Object.hasOwn(schema["properties"], name) ? schema["properties"][name] : undefined;
    return isMembers(property) && property[optional] === true;
  }

  #names(schema: Members, value: Members, path: Path, all: boolean): boolean {
    const { propertyNames } = schema;
    if (propertyNames === undefined) return true;
    let valid = true;
    for (const name of Object.keys(value)) {
      if (this.value(propertyNames, name, path, all)) continue;
      valid = this.#fail(path, "propertyNames", "property name must be valid");
      if (!all) return false;
    }
    return valid;
  }

  #additional(schema: Members, value: Members, path: Path, all: boolean, covered: Covered | undefined): boolean {
    const { additionalProperties } = schema;
    if (additionalProperties === undefined) return true;
    if (covered !== undefined) covered.all = true;
    if (additionalProperties === true) return true;
    const declared = isMembers(schema["properties"]) ? schema["properties"] : {};
    const patterns = isMembers(schema["patternProperties"]) ? Object.keys(schema["patternProperties"]) : [];
    let valid = true;
    for (const name of Object.keys(value)) {
      if (Object.hasOwn(declared, name) || patterns.some((pattern) => this.#matches(pattern, name))) continue;
      const holds =
        additionalProperties === false
          ? this.#fail(path, "additionalProperties", "must NOT have additional properties", { additionalProperty: name })
          : this.value(additionalProperties, value[name], [...path, name], all);
      if (holds) continue;
      valid = false;
      if (!all) return false;
    }
    return valid;
  }

  #dependencies(schema: Members, value: Members, path: Path, all: boolean, covered: Covered | undefined): boolean {
    let valid = true;
    for (const keyword of ["dependencies", "dependentRequired", "dependentSchemas"]) {
      const dependencies = schema[keyword];
      if (!isMembers(dependencies)) continue;
      for (const [name, needed] of Object.entries(dependencies)) {
        if (!Object.hasOwn(value, name)) continue;
        const missing = Array.isArray(needed) ? needed.filter((other) => typeof other === "string" && !Object.hasOwn(value, other)) : [];
        const holds = Array.isArray(needed)
          ? missing.length === 0 || this.#fail(path, keyword, `must have property ${missing.join(", ")} when property ${name} is present`)
          : this.value(needed, value, path, all, covered);
        if (holds) continue;
        valid = false;
        if (!all) return false;
      }
    }
    return valid;
  }

  #properties(schema: Members, value: Members, path: Path, all: boolean, covered: Covered | undefined): boolean {
    const { properties } = schema;
    if (!isMembers(properties)) return true;
    let valid = true;
    for (const name of Object.keys(properties)) {
      if (!Object.hasOwn(value, name)) continue;
      covered?.names.add(name);
      if (this.value(properties[name], value[name], [...path, name], all)) continue;
      valid = false;
      if (!all) return false;
    }
    return valid;
  }

  #patternProperties(schema: Members, value: Members, path: Path, all: boolean, covered: Covered | undefined): boolean {
    const patterns = schema["patternProperties"];
    if (!isMembers(patterns)) return true;
    let valid = true;
    for (const [pattern, applied] of Object.entries(patterns)) {
      for (const name of Object.keys(value)) {
        if (!this.#matches(pattern, name)) continue;
        covered?.names.add(name);
        if (this.value(applied, value[name], [...path, name], all)) continue;
        valid = false;
        if (!all) return false;
      }
    }
    return valid;
  }

  #unevaluated(schema: Members, value: Members, path: Path, all: boolean, covered: Covered | undefined): boolean {
    const { unevaluatedProperties } = schema;
    if (unevaluatedProperties === undefined || covered === undefined || covered.all) return true;
    let valid = true;
    for (const name of Object.keys(value)) {
      if (covered.names.has(name)) continue;
      const holds =
        unevaluatedProperties === false
          ? this.#fail(path, "unevaluatedProperties", "must NOT have unevaluated properties")
          : this.value(unevaluatedProperties, value[name], [...path, name], all);
      if (holds) continue;
      valid = false;
      if (!all) return false;
    }
    covered.all = true;
    return valid;
  }
}

const ANY_TYPE = ["$ref", "const", "enum", "not", "anyOf", "oneOf", "allOf", "if"] as const;
const GROUP_OF: Readonly<Record<string, number>> = { number: 0, integer: 0, string: 1, array: 3, object: 4 };
const RULES: Readonly<Record<string, readonly string[]>> = {
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

function typesOf(schema: Members, nullable: "nullable" | "x-nullable"): readonly string[] {
  const { type } = schema;
  const types = typeof type === "string" ? [type] : Array.isArray(type) ? type.filter((each) => typeof each === "string") : [];
  return schema[nullable] === true && types.length > 0 && !types.includes("null") ? [...types, "null"] : types;
}

function hasRulesFor(schema: Members, type: string): boolean {
  return (RULES[type] ?? []).some((keyword) => schema[keyword] !== undefined);
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isMembers(value);
    case "integer":
      return typeof value === "number" && Number.isFinite(value) && value % 1 === 0;
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "string":
    case "boolean":
      return typeof value === type;
    default:
      throw new UnusableSchema(`type must be JSONType or JSONType[]: ${type}`);
  }
}

function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

function isMultiple(value: number, divisor: number): boolean {
  const quotient = value / divisor;
  return Number.isInteger(quotient) || Math.abs(quotient - Math.round(quotient)) < 1e-9;
}

/**
 * Two equal items, in the order in which ajv names them: it counts from the end, and compares items of a known scalar
 * type by a table.
 */
function findTwins(items: readonly unknown[], ofScalars: boolean): readonly [number, number] | undefined {
  if (items.every((item) => typeof item !== "object" || item === null)) {
    if (new Set(items).size === items.length) return undefined;
  } else if (items.length > 5000) return undefined;
  if (ofScalars) {
    const last = new Map<unknown, number>();
    for (let index = items.length - 1; index >= 0; index -= 1) {
      const later = last.get(items[index]);
      if (later !== undefined) return [later, index];
      last.set(items[index], index);
    }
  }
  for (let late = items.length - 1; late > 0; late -= 1)
    for (let early = late - 1; early >= 0; early -= 1) if (deepEqual(items[late], items[early])) return [early, late];
  return undefined;
}

function hasScalarItems({ items }: Members): boolean {
  const types = isMembers(items) ? typesOf(items, "nullable") : [];
  return types.length > 0 && !types.includes("object") && !types.includes("array");
}
