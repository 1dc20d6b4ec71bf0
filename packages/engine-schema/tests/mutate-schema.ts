import type { Json } from "@surety/model/json";
import type { Random } from "../src/random.ts";

export type RawSchema = { [keyword: string]: Json };

export const isRaw = (value: Json | undefined): value is RawSchema => typeof value === "object" && value !== null && !Array.isArray(value);

const ONE = ["items", "additionalProperties", "not", "contains", "propertyNames", "if", "then", "else", "unevaluatedProperties"];
const MANY = ["allOf", "anyOf", "oneOf", "prefixItems"];
const NAMED = ["properties", "patternProperties", "dependentSchemas"];

/** All schemas inside one, itself first. */
export function schemasInside(root: Json | undefined): RawSchema[] {
  const found: RawSchema[] = [];
  const pending: (Json | undefined)[] = [root];
  for (let value = pending.pop(); pending.length > 0 || value !== undefined; value = pending.pop()) {
    if (!isRaw(value)) continue;
    found.push(value);
    for (const keyword of ONE) pending.push(value[keyword]);
    for (const keyword of MANY) if (Array.isArray(value[keyword])) pending.push(...value[keyword]);
    for (const keyword of NAMED) if (isRaw(value[keyword])) pending.push(...Object.values(value[keyword]));
  }
  return found;
}

type Mutation = (schema: RawSchema, random: Random, all: readonly RawSchema[]) => boolean;

const NUMBERS = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "multipleOf"];
const TYPES = ["string", "integer", "number", "boolean", "array", "object"];
const PATTERNS = ["^[a-z]+$", "^a", "\\d{2,}", "^[A-Za-z0-9_-]{1,8}$", "^(a|b|c)$", "x$", "^.{3}$", "^[^/]*$"];
const FORMATS = ["date", "date-time", "uuid", "email", "uri", "ipv4", "int32", "int64", "password", "float"];

const copy = (value: Json): Json => JSON.parse(JSON.stringify(value)) as Json;
const isOfType = (schema: RawSchema, type: string): boolean =>
  schema["type"] === type || (Array.isArray(schema["type"]) && schema["type"].includes(type));

const changeNumber: Mutation = (schema, random) => {
  const present = NUMBERS.filter((keyword) => typeof schema[keyword] === "number");
  const keyword = random.pick(present);
  if (keyword === undefined) return false;
  const value = Number(schema[keyword]) + (random.pick([1, -1, 2, -2, 0.5]) ?? 1);
  schema[keyword] =
    keyword === "multipleOf" ? Math.abs(value) + 1 : /^(min|max)[LIP]/.test(keyword) ? Math.max(0, Math.round(value)) : value;
  return true;
};

const addLimit: Mutation = (schema, random) => {
  if (isOfType(schema, "string")) {
    const keyword = random.pick(["minLength", "maxLength", "pattern", "format"]) ?? "pattern";
    schema[keyword] =
      (keyword === "pattern" ? random.pick(PATTERNS) : keyword === "format" ? random.pick(FORMATS) : random.below(12)) ?? null;
  } else if (isOfType(schema, "integer") || isOfType(schema, "number")) {
    const keyword = random.pick(["minimum", "maximum", "multipleOf", "format"]) ?? "minimum";
    schema[keyword] =
      (keyword === "format" ? random.pick(FORMATS) : keyword === "multipleOf" ? 1 + random.below(4) : random.below(100) - 20) ?? null;
  } else if (isOfType(schema, "array")) {
    const keyword = random.pick(["minItems", "maxItems", "uniqueItems"]) ?? "minItems";
    schema[keyword] = keyword === "uniqueItems" ? schema["uniqueItems"] !== true : random.below(4);
  } else if (isOfType(schema, "object") || isRaw(schema["properties"])) {
    const keyword = random.pick(["minProperties", "maxProperties", "additionalProperties"]) ?? "minProperties";
    schema[keyword] =
      keyword === "additionalProperties" ? (random.pick<Json>([false, true, { type: "string" }, {}]) ?? true) : random.below(4);
  } else return false;
  return true;
};

const dropKeyword: Mutation = (schema, random) => {
  const keyword = random.pick(Object.keys(schema).filter((name) => !/^(description|title|example|\$ref|x-)/.test(name)));
  if (keyword === undefined) return false;
  delete schema[keyword];
  return true;
};

const changeType: Mutation = (schema, random) => {
  if (schema["type"] === undefined) return false;
  if (schema["type"] === "integer" && random.chance(0.5)) schema["type"] = "number";
  else if (schema["type"] === "number" && random.chance(0.5)) schema["type"] = "integer";
  else schema["type"] = random.pick(TYPES) ?? "string";
  return true;
};

const changeNullable: Mutation = (schema) => {
  if (Array.isArray(schema["type"])) {
    const types = schema["type"];
    schema["type"] = types.includes("null") ? types.filter((type) => type !== "null") : [...types, "null"];
    return true;
  }
  if (schema["type"] === undefined) return false;
  schema["nullable"] = schema["nullable"] !== true;
  return true;
};

const changeRequired: Mutation = (schema, random) => {
  if (!isRaw(schema["properties"])) return false;
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  if (required.length > 0 && random.chance(0.5)) schema["required"] = required.filter((name) => name !== random.pick(required));
  else schema["required"] = [...new Set([...required, random.pick(Object.keys(schema["properties"])) ?? "id"])];
  return true;
};

const changeEnum: Mutation = (schema, random) => {
  if (!Array.isArray(schema["enum"])) {
    if (!isOfType(schema, "string")) return false;
    schema["enum"] = ["a", "b", "open", "closed"].slice(random.below(3));
    return true;
  }
  const values = schema["enum"];
  schema["enum"] =
    random.chance(0.5) && values.length > 1 ? values.slice(1) : [...values, random.pick<Json>(["added", 1, null, "A"]) ?? "added"];
  return true;
};

const changeProperties: Mutation = (schema, random, all) => {
  if (!isRaw(schema["properties"])) return false;
  const properties: RawSchema = { ...schema["properties"] };
  schema["properties"] = properties;
  const name = random.pick(Object.keys(properties));
  const way = random.below(4);
  if (way === 0 && name !== undefined) delete properties[name];
  else if (way === 1) properties["added"] = copy(random.pick(all) ?? { type: "string" });
  else if (name !== undefined && isRaw(properties[name])) {
    const keyword = way === 2 ? "readOnly" : "writeOnly";
    properties[name] = { ...properties[name], [keyword]: properties[name][keyword] !== true };
  } else return false;
  return true;
};

const wrap: Mutation = (schema, random, all) => {
  const own = copy(schema);
  const keyword = random.pick(["anyOf", "oneOf", "allOf", "not"]) ?? "anyOf";
  for (const name of Object.keys(schema)) delete schema[name];
  if (keyword === "not") schema["not"] = { not: own };
  else schema[keyword] = random.chance(0.5) ? [own] : [own, copy(random.pick(all) ?? { type: "string" })];
  return true;
};

const changeArms: Mutation = (schema, random, all) => {
  const keyword = (["anyOf", "oneOf", "allOf"] as const).find((name) => Array.isArray(schema[name]));
  if (keyword === undefined) return false;
  const arms = schema[keyword];
  if (!Array.isArray(arms)) return false;
  const way = random.below(3);
  if (way === 0 && arms.length > 1) schema[keyword] = arms.slice(1);
  else if (way === 1) schema[keyword] = [...arms, copy(random.pick(all) ?? { type: "string" })];
  else {
    delete schema[keyword];
    schema[keyword === "oneOf" ? "anyOf" : "oneOf"] = arms;
  }
  return true;
};

const changeReference: Mutation = (schema, random, all) => {
  if (typeof schema["$ref"] !== "string") return false;
  const others = all.map((other) => other["$ref"]).filter((ref) => typeof ref === "string");
  const way = random.below(3);
  if (way === 0) schema["$ref"] = random.pick(others) ?? schema["$ref"];
  else {
    const ref = schema["$ref"];
    delete schema["$ref"];
    schema[way === 1 ? "allOf" : "anyOf"] = [{ $ref: ref }, { type: random.pick(TYPES) ?? "object", minProperties: 1 }];
  }
  return true;
};

/** Keywords of 2020-12 that OpenAPI 3.0 does not have. */
const addModern: Mutation = (schema, random, all) => {
  const some = (): Json => copy(random.pick(all) ?? { type: "string" });
  const names = isRaw(schema["properties"]) ? Object.keys(schema["properties"]) : ["a"];
  const name = (): string => random.pick(names) ?? "a";
  const ways: readonly (() => void)[] = [
    () => (schema["if"] = { required: [name()] }),
    () => Object.assign(schema, { if: { required: [name()] }, ["then"]: { required: [name()] } }),
    () => (schema["dependentRequired"] = { [name()]: [name()] }),
    () => (schema["dependentSchemas"] = { [name()]: { minProperties: 2 } }),
    () => (schema["propertyNames"] = { pattern: random.pick(["^[a-z_]+$", "^.{1,12}$"]) ?? "^a" }),
    () => (schema["patternProperties"] = { [random.pick(["^x-", "_id$", "^a"]) ?? "^a"]: some() }),
    () => (schema["unevaluatedProperties"] = random.chance(0.6) ? false : some()),
    () => (schema["contains"] = some()),
    () => Object.assign(schema, { prefixItems: [some()], minItems: random.below(3) }),
    () => (schema["exclusiveMinimum"] = random.below(5)),
    () => (schema["const"] = random.pick<Json>(["a", 1, null, {}, []]) ?? null),
    () => (schema["not"] = some()),
    () => (schema["unevaluatedItems"] = false),
  ];
  random.pick(ways)?.();
  return true;
};

const MUTATIONS: readonly Mutation[] = [
  changeNumber,
  addLimit,
  addLimit,
  dropKeyword,
  changeType,
  changeNullable,
  changeRequired,
  changeRequired,
  changeEnum,
  changeProperties,
  changeProperties,
  wrap,
  changeArms,
  changeReference,
];

/** Changes one to three things somewhere in the schemas. */
export function mutateSchemas(roots: readonly Json[], random: Random, modern: boolean): void {
  const all = roots.flatMap(schemasInside);
  const wanted = 1 + random.below(3);
  for (let done = 0, tries = 0; done < wanted && tries < 80; tries += 1) {
    const mutate = modern && random.chance(0.3) ? addModern : random.pick(MUTATIONS);
    const schema = random.pick(all);
    if (mutate !== undefined && schema !== undefined && mutate(schema, random, all)) done += 1;
  }
}
