import type { Json } from "@surety/model/json";
import { joinPointer } from "@surety/model/pointer";
import type { RawNode, RawObject } from "./contract.ts";
import { describeRawNode, isRawObject } from "./raw-nodes.ts";
import type { Located } from "./references.ts";
import type { JsonType, Schema } from "./schema.ts";
import type { SchemaDraft, SchemaReader } from "./schema-reader.ts";

type Source = Located & { readonly value: RawObject };
type Keyword = (reader: SchemaReader, draft: SchemaDraft, source: Source, value: RawNode, name: string) => void;

/** Shared by all schemas of one type: most are. */
const ONE_TYPE: { readonly [type in JsonType]: ReadonlySet<JsonType> } = {
  null: new Set(["null"]),
  boolean: new Set(["boolean"]),
  integer: new Set(["integer"]),
  number: new Set(["number"]),
  string: new Set(["string"]),
  array: new Set(["array"]),
  object: new Set(["object"]),
};

/** Reads every keyword of a schema object into `draft`, then translates what 3.0 and 2.0 spell otherwise. */
export function readSchemaKeywords(reader: SchemaReader, draft: SchemaDraft, source: Source): void {
  for (const name of Object.keys(source.value)) KEYWORDS.get(name)?.(reader, draft, source, source.value[name]!, name);
  translateExclusiveLimits(draft, source.value);
  translateTuple(reader, draft, source);
  if (!reader.isModern && (source.value["nullable"] === true || source.value["x-nullable"] === true)) admitNull(draft);
}

function wrong(reader: SchemaReader, source: Source, name: string, expected: string): void {
  reader.log.add(
    "wrong-type",
    joinPointer(source.pointer, name),
    `\`${name}\` should be ${expected}, not ${describeRawNode(source.value[name])}.`,
  );
}

type Names<Value> = {
  [Name in keyof Schema]-?: Exclude<Schema[Name], undefined> extends Value
    ? Value extends Exclude<Schema[Name], undefined>
      ? Name
      : never
    : never;
}[keyof Schema];

const number = (name: Names<number>, least = -Infinity): [string, Keyword] => [
  name,
  (reader, draft, source, value) => {
    if (typeof value === "number" && value >= least) draft[name] = value;
    else if (typeof value === "boolean" && name.startsWith("exclusive")) return;
    else wrong(reader, source, name, least === 0 ? "a number from 0 on" : "a number");
  },
];

const text = (name: "pattern" | "format" | "contentEncoding" | "contentMediaType" | "title" | "description"): [string, Keyword] => [
  name,
  (reader, draft, source, value) => {
    if (typeof value === "string") draft[name] = value;
    else wrong(reader, source, name, "text");
  },
];

const flag = (name: "uniqueItems" | "readOnly" | "writeOnly" | "deprecated"): [string, Keyword] => [
  name,
  (reader, draft, source, value) => {
    if (typeof value === "boolean") draft[name] = value;
    else wrong(reader, source, name, "true or false");
  },
];

const schema = (name: Names<Schema>): [string, Keyword] => [
  name,
  (reader, draft, source, value) => {
    if (name === "items" && Array.isArray(value)) return;
    draft[name] = reader.member(source, name, value);
  },
];

const schemaList = (name: "allOf" | "anyOf" | "oneOf" | "prefixItems"): [string, Keyword] => [
  name,
  (reader, draft, source, value) => {
    if (!Array.isArray(value)) return wrong(reader, source, name, "a list of schemas");
    if (value.length === 0) return;
    const list = { pointer: `${source.pointer}/${name}`, base: source.base };
    draft[name] = value.map((item, index) => reader.member(list, String(index), item));
  },
];

const schemaMap = (name: "properties" | "patternProperties" | "dependentSchemas"): [string, Keyword] => [
  name,
  (reader, draft, source, value) => {
    if (!isRawObject(value)) return wrong(reader, source, name, "an object of schemas");
    const map = { pointer: `${source.pointer}/${name}`, base: source.base };
    const members = new Map<string, Schema>();
    for (const key of Object.keys(value)) members.set(key, reader.member(map, key, value[key]!));
    draft[name] = members;
  },
];

const data = (keyword: string, name: "default" | "sunset" | "stability"): [string, Keyword] => [
  keyword,
  (_reader, draft, _source, value) => {
    draft[name] = value;
  },
];

const notUnderstood: Keyword = (_reader, draft, _source, value, name) => {
  draft.unsupported = [...(draft.unsupported ?? []), name];
  draft.unsupportedText = `${draft.unsupportedText ?? ""}${JSON.stringify([name, value])}`;
};

const KEYWORDS: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ["type", readType],
  [
    "enum",
    (reader, draft, source, value, name) => {
      if (!Array.isArray(value)) return wrong(reader, source, name, "a list of values");
      draft.enum = draft.enum ? draft.enum.filter((one) => value.some((other) => isSameValue(one, other))) : value;
    },
  ],
  [
    "const",
    (_reader, draft, _source, value) => {
      draft.enum = draft.enum && !draft.enum.some((one) => isSameValue(one, value)) ? [] : [value];
    },
  ],
  number("minimum"),
  number("maximum"),
  number("exclusiveMinimum"),
  number("exclusiveMaximum"),
  [
    "multipleOf",
    (reader, draft, source, value, name) => {
      if (typeof value === "number" && value > 0) draft.multipleOf = value;
      else wrong(reader, source, name, "a number above 0");
    },
  ],
  number("minLength", 0),
  number("maxLength", 0),
  number("minItems", 0),
  number("maxItems", 0),
  number("minContains", 0),
  number("maxContains", 0),
  number("minProperties", 0),
  number("maxProperties", 0),
  text("pattern"),
  text("format"),
  text("contentEncoding"),
  text("contentMediaType"),
  text("title"),
  text("description"),
  flag("uniqueItems"),
  flag("readOnly"),
  flag("writeOnly"),
  flag("deprecated"),
  schema("items"),
  schema("contains"),
  schema("contentSchema"),
  schema("unevaluatedItems"),
  schema("additionalProperties"),
  schema("propertyNames"),
  schema("unevaluatedProperties"),
  schema("not"),
  schema("if"),
  schema("then"),
  schema("else"),
  schemaList("prefixItems"),
  schemaList("allOf"),
  schemaList("anyOf"),
  schemaList("oneOf"),
  schemaMap("properties"),
  schemaMap("patternProperties"),
  schemaMap("dependentSchemas"),
  ["required", readRequired],
  ["dependentRequired", readDependentRequired],
  ["dependencies", readDependencies],
  ["discriminator", readDiscriminator],
  data("default", "default"),
  data("x-sunset", "sunset"),
  data("x-stability-level", "stability"),
  [
    "example",
    (_reader, draft, _source, value) => {
      draft.examples = [value, ...(draft.examples ?? [])];
    },
  ],
  [
    "examples",
    (_reader, draft, _source, value) => {
      if (Array.isArray(value)) draft.examples = [...(draft.examples ?? []), ...value];
    },
  ],
  [
    "x-extensible-enum",
    (_reader, draft, _source, value) => {
      if (Array.isArray(value)) draft.extensibleEnum = value;
    },
  ],
  ["$dynamicRef", notUnderstood],
  ["$recursiveRef", notUnderstood],
  ["extends", notUnderstood],
  ["disallow", notUnderstood],
  ["divisibleBy", notUnderstood],
]);

function readType(reader: SchemaReader, draft: SchemaDraft, source: Source, value: RawNode): void {
  if (typeof value === "string" && isJsonType(value)) {
    draft.types = ONE_TYPE[value];
    return;
  }
  const types = new Set<JsonType>();
  for (const type of Array.isArray(value) ? value : [value]) {
    if (typeof type === "string" && isJsonType(type)) types.add(type);
    else if (type === null) {
      reader.log.add(
        "wrong-type",
        joinPointer(source.pointer, "type"),
        '`type` is the value null; it is read as the type "null".',
        'Quote it: "null".',
      );
      types.add("null");
    } else if (type === "file" && reader.dialect === "swagger-2.0") {
      draft.types = new Set(["string"]);
      draft.format = "binary";
      return;
    } else {
      reader.log.add(
        "wrong-type",
        joinPointer(source.pointer, "type"),
        `${typeof type === "string" ? `\`${type.slice(0, 40)}\`` : describeRawNode(type)} is not a type of JSON Schema.`,
        "The types are null, boolean, integer, number, string, array and object; details such as dates belong into `format`.",
      );
      return notUnderstood(reader, draft, source, value, "type");
    }
  }
  if (types.size > 0) draft.types = types;
}

function isJsonType(text: string): text is JsonType {
  return Object.hasOwn(ONE_TYPE, text);
}

function readRequired(reader: SchemaReader, draft: SchemaDraft, source: Source, value: RawNode): void {
  if (!Array.isArray(value)) return wrong(reader, source, "required", "a list of property names");
  const names = value.filter((name) => typeof name === "string");
  if (names.length < value.length) wrong(reader, source, "required", "a list of texts only");
  if (names.length > 0) draft.required = new Set(names);
}

function readDependentRequired(reader: SchemaReader, draft: SchemaDraft, source: Source, value: RawNode): void {
  if (!isRawObject(value)) return wrong(reader, source, "dependentRequired", "an object of lists");
  const entries = Object.keys(value).map((name): [string, string[]] => [name, namesIn(value[name]!)]);
  draft.dependentRequired = new Map([...(draft.dependentRequired ?? []), ...entries]);
}

/** `dependencies` of earlier drafts: a list of names or a schema. */
function readDependencies(reader: SchemaReader, draft: SchemaDraft, source: Source, value: RawNode): void {
  if (!isRawObject(value)) return wrong(reader, source, "dependencies", "an object");
  const at = { ...source, pointer: joinPointer(source.pointer, "dependencies") };
  const lists: [string, readonly string[]][] = [];
  const schemas: [string, Schema][] = [];
  for (const name of Object.keys(value)) {
    const dependency = value[name]!;
    if (Array.isArray(dependency)) lists.push([name, namesIn(dependency)]);
    else schemas.push([name, reader.member(at, name, dependency)]);
  }
  if (lists.length > 0) draft.dependentRequired = new Map([...(draft.dependentRequired ?? []), ...lists]);
  if (schemas.length > 0) draft.dependentSchemas = new Map([...(draft.dependentSchemas ?? []), ...schemas]);
}

function namesIn(value: RawNode): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}

function readDiscriminator(reader: SchemaReader, draft: SchemaDraft, source: Source, value: RawNode): void {
  const mapping = new Map<string, Schema>();
  if (typeof value === "string") {
    draft.discriminator = { propertyName: value, mapping };
    reader.discriminators.set(draft, mapping);
    return;
  }
  if (!isRawObject(value) || typeof value["propertyName"] !== "string")
    return wrong(reader, source, "discriminator", "an object with `propertyName`");
  const at = { ...source, pointer: joinPointer(source.pointer, "discriminator", "mapping") };
  const raw = value["mapping"];
  for (const name of isRawObject(raw) ? Object.keys(raw) : []) {
    const text = isRawObject(raw) ? raw[name] : undefined;
    if (typeof text !== "string") continue;
    const isName = /^[A-Za-z0-9._-]+$/.test(text) && !text.startsWith(".");
    const target = reader.target(isName ? `#/components/schemas/${text}` : text, at, name);
    if (target) mapping.set(name, target);
  }
  draft.discriminator = { propertyName: value["propertyName"], mapping };
  reader.discriminators.set(draft, mapping);
}

/** In 2.0 and 3.0 an exclusive limit is a flag beside the limit (JSON Schema draft 4). */
function translateExclusiveLimits(draft: SchemaDraft, raw: RawObject): void {
  if (raw["exclusiveMinimum"] === true && draft.minimum !== undefined) {
    draft.exclusiveMinimum = draft.minimum;
    delete draft.minimum;
  }
  if (raw["exclusiveMaximum"] === true && draft.maximum !== undefined) {
    draft.exclusiveMaximum = draft.maximum;
    delete draft.maximum;
  }
}

/** A list in `items` is the tuple of earlier drafts; `additionalItems` then describes the others. */
function translateTuple(reader: SchemaReader, draft: SchemaDraft, source: Source): void {
  const items = source.value["items"];
  if (!Array.isArray(items)) return;
  const at = { ...source, pointer: joinPointer(source.pointer, "items") };
  if (items.length > 0) draft.prefixItems = items.map((item, index) => reader.member(at, String(index), item));
  const others = source.value["additionalItems"];
  if (others !== undefined) draft.items = reader.member(source, "additionalItems", others);
}

/** `nullable` means that null is valid too, whatever else the schema says: that is how authors and generators use it. */
function admitNull(draft: SchemaDraft): void {
  const arms = [draft.allOf, draft.anyOf, draft.oneOf, draft.not, draft.if];
  if (arms.every((arm) => arm === undefined)) {
    if (draft.types) draft.types = new Set([...draft.types, "null"]);
    if (draft.enum && !draft.enum.includes(null)) draft.enum = [...draft.enum, null];
    return;
  }
  const { pointer, title, description, examples, deprecated, sunset, stability, readOnly, writeOnly, ...inner } = draft;
  for (const name of Object.keys(inner)) Reflect.deleteProperty(draft, name);
  if (inner.default !== undefined) draft.default = inner.default;
  draft.anyOf = [
    { ...inner, pointer },
    { pointer, types: new Set<JsonType>(["null"]) },
  ];
}

function isSameValue(a: Json, b: Json): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
