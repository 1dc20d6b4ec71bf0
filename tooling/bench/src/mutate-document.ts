type Data = null | boolean | number | string | Data[] | DataObject;
interface DataObject {
  [name: string]: Data;
}

/** Places of a document at which edits can be made, in document order. */
interface Sites {
  readonly operations: readonly { readonly path: DataObject; readonly method: string; readonly operation: DataObject }[];
  /** Schemas with properties. */
  readonly objects: readonly DataObject[];
  /** Schemas of one type without references. */
  readonly scalars: readonly DataObject[];
  readonly enums: readonly DataObject[];
  readonly references: readonly { readonly parent: DataObject; readonly name: string; readonly target: Data }[];
}

const METHODS = new Set(["get", "put", "post", "delete", "patch"]);

/** A copy of an OpenAPI 3.0 document with `count` edits of many sorts; the same seed makes the same edits. */
export function mutateDocument(text: string, seed: number, count: number): string {
  const document: unknown = JSON.parse(text);
  if (!isObject(document)) throw new Error("Only OpenAPI documents can be edited.");
  const sites = findSites(document);
  const random = randomFrom(seed);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error("The document is too small to be edited.");
    return item;
  };
  for (let done = 0, edit = 0; done < count; edit += 1) {
    const [, apply] = EDITS[edit % EDITS.length]!;
    if (apply(sites, pick, edit)) done += 1;
    if (edit > 100 * count) throw new Error("The document is too small to be edited.");
  }
  return JSON.stringify(document);
}

type Edit = (sites: Sites, pick: <Item>(items: readonly Item[]) => Item, number: number) => boolean;

/** Each edit tries one place; false: it does not apply there. */
const EDITS: readonly (readonly [name: string, edit: Edit])[] = [
  [
    "remove an operation",
    ({ operations }, pick) => {
      const { path, method } = pick(operations);
      return method in path && delete path[method];
    },
  ],
  [
    "add an operation",
    ({ operations }, pick, number) => {
      const { path } = pick(operations);
      if ("trace" in path) return false;
      path["trace"] = { operationId: `bench/added-${number}`, responses: { "204": { description: "Done" } } };
      return true;
    },
  ],
  ["add an optional parameter", ({ operations }, pick, number) => addParameter(pick(operations).operation, `added_${number}`, false)],
  ["add a required parameter", ({ operations }, pick, number) => addParameter(pick(operations).operation, `needed_${number}`, true)],
  [
    "remove a parameter",
    ({ operations }, pick) => {
      const { parameters } = pick(operations).operation;
      if (!Array.isArray(parameters)) return false;
      const at = parameters.findIndex((one) => isObject(one) && one["in"] === "query");
      return at !== -1 && parameters.splice(at, 1).length === 1;
    },
  ],
  [
    "remove a property",
    ({ objects }, pick) => {
      const schema = pick(objects);
      const properties = objectAt(schema, "properties");
      const name = properties && pick(Object.keys(properties));
      if (properties === undefined || name === undefined) return false;
      if (Array.isArray(schema["required"])) schema["required"] = schema["required"].filter((one) => one !== name);
      return delete properties[name];
    },
  ],
  [
    "add a property",
    ({ objects }, pick, number) => {
      const properties = objectAt(pick(objects), "properties");
      if (properties === undefined) return false;
      properties[`added_${number}`] = { type: "string" };
      return true;
    },
  ],
  [
    "require a property",
    ({ objects }, pick) => {
      const schema = pick(objects);
      const required = Array.isArray(schema["required"]) ? schema["required"] : [];
      const name = Object.keys(objectAt(schema, "properties") ?? {}).find((one) => !required.includes(one));
      if (name === undefined) return false;
      schema["required"] = [...required, name];
      return true;
    },
  ],
  [
    "require a property no more",
    ({ objects }, pick) => {
      const { required } = pick(objects);
      return Array.isArray(required) && required.length > 1 && required.pop() !== undefined;
    },
  ],
  ["change a type", ({ scalars }, pick) => replace(pick(scalars), "type", (type) => (type === "string" ? "integer" : "string"))],
  ["let null in, or refuse it", ({ scalars }, pick) => replace(pick(scalars), "nullable", (nullable) => nullable !== true)],
  ["limit a length", ({ scalars }, pick) => ofType(pick(scalars), "string", (schema) => (schema["maxLength"] = 40))],
  ["limit a number", ({ scalars }, pick) => ofType(pick(scalars), "integer", (schema) => (schema["minimum"] = 1))],
  ["ask for a pattern", ({ scalars }, pick) => ofType(pick(scalars), "string", (schema) => (schema["pattern"] = "^[a-z][a-z0-9-]{0,38}$"))],
  ["ask for a format", ({ scalars }, pick) => ofType(pick(scalars), "string", (schema) => (schema["format"] = "uuid"))],
  ["change a default", ({ scalars }, pick, number) => ofType(pick(scalars), "integer", (schema) => (schema["default"] = number))],
  [
    "add a value to a list",
    ({ enums }, pick, number) => {
      const values = pick(enums)["enum"];
      return Array.isArray(values) && values.push(`added_${number}`) > 0;
    },
  ],
  [
    "remove a value from a list",
    ({ enums }, pick) => {
      const values = pick(enums)["enum"];
      return Array.isArray(values) && values.length > 1 && values.pop() !== undefined;
    },
  ],
  [
    "add a response",
    ({ operations }, pick) => {
      const responses = objectAt(pick(operations).operation, "responses");
      if (responses === undefined || "208" in responses) return false;
      responses["208"] = { description: "Already reported" };
      return true;
    },
  ],
  [
    "remove a response",
    ({ operations }, pick) => {
      const responses = objectAt(pick(operations).operation, "responses");
      const statuses = Object.keys(responses ?? {});
      return responses !== undefined && statuses.length > 1 && delete responses[statuses[0]!];
    },
  ],
  ["deprecate", ({ operations }, pick) => replace(pick(operations).operation, "deprecated", (was) => was !== true)],
  ["ask for a credential", ({ operations }, pick) => replace(pick(operations).operation, "security", () => [{ bench: [] }])],
  ["write about it", ({ operations }, pick, number) => replace(pick(operations).operation, "summary", () => `Edited ${number}`)],
  [
    "inline a reference",
    ({ references }, pick) => {
      const { parent, name, target } = pick(references);
      if (!isObject(parent[name] ?? null) || target === null) return false;
      parent[name] = structuredClone(target);
      return true;
    },
  ],
  ["wrap in allOf", ({ references }, pick) => wrapReference(pick(references), (reference) => ({ allOf: [reference] }))],
  [
    "offer an alternative",
    ({ references }, pick) => wrapReference(pick(references), (reference) => ({ oneOf: [reference, { type: "boolean" }] })),
  ],
];

function addParameter(operation: DataObject, name: string, required: boolean): boolean {
  const { parameters } = operation;
  const added = { name, in: "query", required, schema: { type: "string" } };
  operation["parameters"] = Array.isArray(parameters) ? [...parameters, added] : [added];
  return true;
}

function replace(object: DataObject, name: string, change: (value: Data | undefined) => Data): boolean {
  object[name] = change(object[name]);
  return true;
}

function ofType(schema: DataObject, type: string, change: (schema: DataObject) => void): boolean {
  if (schema["type"] !== type || "enum" in schema) return false;
  change(schema);
  return true;
}

function wrapReference({ parent, name }: Sites["references"][number], wrap: (reference: Data) => Data): boolean {
  const reference = parent[name];
  if (!isObject(reference) || !("$ref" in reference)) return false;
  parent[name] = wrap(reference);
  return true;
}

function findSites(document: DataObject): Sites {
  const operations: { path: DataObject; method: string; operation: DataObject }[] = [];
  const objects: DataObject[] = [];
  const scalars: DataObject[] = [];
  const enums: DataObject[] = [];
  const references: { parent: DataObject; name: string; target: Data }[] = [];
  for (const path of Object.values(objectAt(document, "paths") ?? {})) {
    if (!isObject(path)) continue;
    for (const [method, operation] of Object.entries(path))
      if (METHODS.has(method) && isObject(operation)) operations.push({ path, method, operation });
  }
  const named = objectAt(objectAt(document, "components") ?? {}, "schemas") ?? {};
  const visit = (node: Data): void => {
    if (!isObject(node)) {
      if (Array.isArray(node)) node.forEach(visit);
      return;
    }
    if (isObject(node["properties"] ?? null) && Object.keys(node["properties"] ?? {}).length > 1) objects.push(node);
    if (typeof node["type"] === "string" && node["type"] !== "object" && node["type"] !== "array" && !("in" in node)) scalars.push(node);
    if (Array.isArray(node["enum"]) && node["type"] === "string") enums.push(node);
    for (const [name, value] of Object.entries(node)) {
      const text = isObject(value) ? value["$ref"] : undefined;
      const target = typeof text === "string" ? named[text.replace("#/components/schemas/", "")] : undefined;
      if (target !== undefined) references.push({ parent: node, name, target });
      if (!DATA.has(name)) visit(value);
    }
  };
  visit(document);
  return { operations, objects, scalars, enums, references };
}

/** Members that hold data, in which `type` and `$ref` mean nothing. */
const DATA = new Set(["example", "examples", "default", "enum"]);

function objectAt(object: DataObject, name: string): DataObject | undefined {
  const value = object[name];
  return isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is DataObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Numbers from 0 to 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
