import type { Direction, Level } from "@surety/model/changes";
import type { Node } from "./diff.ts";
import type { Dice } from "./dice.ts";
import { isNode, targetOf } from "./document-places.ts";

/** What the comparison has to find. */
export interface Expected {
  readonly operation: string;
  readonly direction: Direction;
  readonly level: Level;
  /** Of the kind's id. */
  readonly kind: RegExp;
  /** What the coordinate ends with. */
  readonly label: string;
}

interface Target {
  readonly operation: string;
  readonly direction: Direction;
  readonly schema: Node;
  readonly label: string;
  /** The value is text on the wire. */
  readonly asText: boolean;
}

interface Exchange {
  readonly key: string;
  readonly path: string;
  readonly method: string;
  readonly item: Node;
  readonly operation: Node;
}

const METHODS = ["get", "put", "post", "delete", "patch"];

function exchangesOf(document: Node): readonly Exchange[] {
  const seen = new Set<string>();
  return Object.entries((document["paths"] ?? {}) as Node).flatMap(([path, item]) =>
    !isNode(item)
      ? []
      : METHODS.flatMap((method) => {
          const operation = item[method];
          const key = `${method.toUpperCase()} ${path.replace(/\{[^{}/]*\}/g, "{}")}`;
          if (!isNode(operation) || seen.has(key)) return [];
          seen.add(key);
          return [{ key, path, method, item, operation }];
        }),
  );
}

function resolve(document: Node, value: unknown): Node | undefined {
  for (let hops = 0; isNode(value) && typeof value["$ref"] === "string" && hops < 20; hops += 1) value = targetOf(document, value["$ref"]);
  return isNode(value) ? value : undefined;
}

/** Schemas that values of an operation certainly meet: through properties, items and `allOf`, not through alternatives. */
function targetsOf(document: Node, { key, operation, item }: Exchange): readonly Target[] {
  const targets: Target[] = [];
  const walk = (root: unknown, direction: Direction, asText: boolean): void => {
    const seen = new Set<Node>();
    const queue: { schema: unknown; label: string; depth: number }[] = [{ schema: root, label: "", depth: 0 }];
    for (const { schema, label, depth } of queue) {
      const node = resolve(document, schema);
      if (node === undefined || seen.has(node) || depth > 6) continue;
      seen.add(node);
      if (node[direction === "request" ? "readOnly" : "writeOnly"] === true) continue;
      targets.push({ operation: key, direction, schema: node, label, asText });
      for (const arm of Array.isArray(node["allOf"]) ? node["allOf"] : []) queue.push({ schema: arm, label, depth });
      if (isNode(node["properties"]))
        for (const [name, property] of Object.entries(node["properties"]))
          queue.push({ schema: property, label: `.${name}`, depth: depth + 1 });
      if (node["items"] !== undefined) queue.push({ schema: node["items"], label: "[]", depth: depth + 1 });
    }
  };
  const json = (holder: Node | undefined): unknown =>
    isNode(holder?.["content"]) ? (holder["content"]["application/json"] as Node | undefined)?.["schema"] : undefined;
  walk(json(resolve(document, operation["requestBody"])), "request", false);
  for (const [status, response] of Object.entries((operation["responses"] ?? {}) as Node))
    if (/^2/.test(status)) walk(json(resolve(document, response)), "response", false);
  for (const listed of [...((item["parameters"] ?? []) as unknown[]), ...((operation["parameters"] ?? []) as unknown[])]) {
    const parameter = resolve(document, listed);
    if (parameter?.["in"] === "query") walk(parameter["schema"], "request", true);
  }
  return targets;
}

type Mutate = (document: Node, dice: Dice) => Expected | null;

/** Says at which label below the schema it is expected, or nothing. */
type Edit = ((schema: Node, dice: Dice, modern: boolean) => string) | ((schema: Node, dice: Dice, modern: boolean) => void);

/** Changes one schema that fits; it is expected to be found at that schema, or at `label` below it. */
function schemaMutation(
  direction: Direction | "both",
  kind: RegExp,
  fits: (schema: Node, target: Target) => boolean,
  change: Edit,
  level: Level = "breaking",
): Mutate {
  return (document, dice) => {
    for (const exchange of dice.shuffle(exchangesOf(document)).slice(0, 30)) {
      const targets = targetsOf(document, exchange).filter(
        (target) =>
          (direction === "both" || target.direction === direction) &&
          !isConstrainedElsewhere(document, target) &&
          fits(target.schema, target),
      );
      const target = dice.pick(targets);
      if (target === undefined) continue;
      const label = change(target.schema, dice, String(document["openapi"]).startsWith("3.1")) ?? "";
      return { operation: target.operation, direction: target.direction, level, kind, label: label === "" ? target.label : label };
    }
    return null;
  };
}

/** A schema whose neighbours may say the same: the change might mean nothing. */
function isConstrainedElsewhere(_document: Node, { schema }: Target): boolean {
  return ["anyOf", "oneOf", "not", "const", "allOf", "$ref"].some((keyword) => schema[keyword] !== undefined);
}

const isString = (schema: Node): boolean => schema["type"] === "string" && schema["enum"] === undefined;
const plainString = (schema: Node): boolean =>
  isString(schema) &&
  ["format", "pattern", "minLength", "maxLength", "nullable", "contentEncoding"].every(
    (keyword) => schema[keyword] === undefined || schema[keyword] === false,
  );
const isNumber = (schema: Node): boolean => ["integer", "number"].includes(String(schema["type"])) && schema["enum"] === undefined;
const plainNumber = (schema: Node): boolean =>
  isNumber(schema) &&
  ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"].every((keyword) => schema[keyword] === undefined);
const isObject = (schema: Node): boolean => isNode(schema["properties"]) && (schema["type"] === "object" || schema["type"] === undefined);
const isArray = (schema: Node): boolean =>
  schema["type"] === "array" &&
  schema["items"] !== undefined &&
  ["minItems", "maxItems", "uniqueItems"].every((keyword) => schema[keyword] === undefined);
const optionalOf = (schema: Node, direction: Direction): string[] =>
  Object.entries((schema["properties"] ?? {}) as Node).flatMap(([name, property]) =>
    !((schema["required"] ?? []) as unknown[]).includes(name) &&
    isNode(property) &&
    property["$ref"] === undefined &&
    property["allOf"] === undefined &&
    property[direction === "request" ? "readOnly" : "writeOnly"] !== true
      ? [name]
      : [],
  );
const requiredOf = (schema: Node, direction: Direction): string[] =>
  Object.entries((schema["properties"] ?? {}) as Node).flatMap(([name, property]) =>
    ((schema["required"] ?? []) as unknown[]).includes(name) &&
    isNode(property) &&
    property["$ref"] === undefined &&
    property["allOf"] === undefined &&
    property[direction === "request" ? "readOnly" : "writeOnly"] !== true
      ? [name]
      : [],
  );
const set =
  (more: Node) =>
  (schema: Node): void =>
    void Object.assign(schema, more);
const drop =
  (...keywords: readonly string[]) =>
  (schema: Node): void => {
    for (const keyword of keywords) delete schema[keyword];
  };
const has =
  (...keywords: readonly string[]) =>
  (schema: Node): boolean =>
    keywords.some((keyword) => schema[keyword] !== undefined);

const SCHEMAS: { readonly [name: string]: Mutate } = {
  requireProperty: schemaMutation(
    "request",
    /^request-property-became-required$/,
    (schema) => isObject(schema) && optionalOf(schema, "request").length > 0,
    (schema, dice) => {
      const name = dice.pick(optionalOf(schema, "request")) ?? "";
      schema["required"] = [...((schema["required"] ?? []) as string[]), name];
      return `.${name}`;
    },
  ),
  addRequiredProperty: schemaMutation(
    "request",
    /^request-required-property-added$/,
    (schema) => isObject(schema) && schema["additionalProperties"] === undefined,
    (schema) => {
      (schema["properties"] as Node)["brandNew"] = { type: "string" };
      schema["required"] = [...((schema["required"] ?? []) as string[]), "brandNew"];
      return ".brandNew";
    },
  ),
  narrowEnum: schemaMutation(
    "request",
    /^request-enum-narrowed$/,
    (schema) => Array.isArray(schema["enum"]) && new Set(schema["enum"].filter((value) => value !== null && value !== "")).size > 1,
    (schema, dice) => {
      const gone = dice.pick((schema["enum"] as unknown[]).filter((value) => value !== null && value !== ""));
      schema["enum"] = (schema["enum"] as unknown[]).filter((value) => value !== gone);
    },
  ),
  addEnum: schemaMutation("request", /^request-enum-narrowed$/, plainString, set({ enum: ["one", "two"] })),
  raiseMinimum: schemaMutation("request", /^request-minimum-narrowed$/, plainNumber, set({ minimum: 4 })),
  lowerMaximum: schemaMutation("request", /^request-maximum-narrowed$/, plainNumber, set({ maximum: 4 })),
  exclusive: schemaMutation(
    "request",
    /^request-minimum-narrowed$/,
    (schema) =>
      typeof schema["minimum"] === "number" &&
      schema["exclusiveMinimum"] === undefined &&
      (schema["maximum"] === undefined || Number(schema["maximum"]) > schema["minimum"] + 5),
    (schema) => {
      schema["minimum"] = (schema["minimum"] as number) + 1;
    },
  ),
  addMultiple: schemaMutation("request", /^request-multiple-of-narrowed$/, plainNumber, set({ multipleOf: 7 })),
  addMinLength: schemaMutation("request", /^request-min-length-narrowed$/, plainString, set({ minLength: 9 })),
  addMaxLength: schemaMutation("request", /^request-(?:max-length|type)-narrowed$/, plainString, set({ maxLength: 2 })),
  lowerMaxLength: schemaMutation(
    "request",
    /^request-max-length-narrowed$/,
    (schema) => isString(schema) && Number(schema["maxLength"]) > 1 && has("minLength", "pattern", "format")(schema) === false,
    (schema) => {
      schema["maxLength"] = Number(schema["maxLength"]) - 1;
    },
  ),
  addPattern: schemaMutation("request", /^request-pattern-narrowed$/, plainString, set({ pattern: "^[a-f]{2,9}$" })),
  addFormat: schemaMutation("request", /^request-format-narrowed$/, plainString, set({ format: "uuid" })),
  addMinItems: schemaMutation("request", /^request-min-items-narrowed$/, isArray, set({ minItems: 1 })),
  addMaxItems: schemaMutation("request", /^request-max-items-narrowed$/, isArray, set({ maxItems: 0 })),
  addUniqueItems: schemaMutation(
    "request",
    /^request-unique-items-narrowed$/,
    (schema, { asText }) => isArray(schema) && !asText && isNode(schema["items"]) && schema["items"]["type"] === "string",
    set({ uniqueItems: true }),
  ),
  changeType: schemaMutation("both", /^(?:request|response)-type-(?:narrowed|widened)$/, plainString, set({ type: "boolean" })),
  numberForWhole: schemaMutation(
    "response",
    /^response-type-widened$/,
    (schema) => schema["type"] === "integer" && plainNumber(schema),
    set({ type: "number", format: undefined }),
  ),
  wholeForNumber: schemaMutation(
    "request",
    /^request-type-narrowed$/,
    (schema) => schema["type"] === "number" && plainNumber(schema),
    set({ type: "integer", format: undefined }),
  ),
  refuseNull: schemaMutation(
    "request",
    /^request-null-narrowed$/,
    (schema, { asText }) => schema["nullable"] === true && typeof schema["type"] === "string" && !asText && schema["enum"] === undefined,
    drop("nullable"),
  ),
  sendNull: schemaMutation(
    "response",
    /^response-null-widened$/,
    (schema) => schema["nullable"] === undefined && typeof schema["type"] === "string" && schema["enum"] === undefined,
    (schema, _dice, modern) => {
      if (modern) schema["type"] = [schema["type"], "null"];
      else schema["nullable"] = true;
    },
  ),
  removeRequiredProperty: schemaMutation(
    "response",
    /^response-required-property-removed$/,
    (schema) => isObject(schema) && requiredOf(schema, "response").length > 0 && schema["additionalProperties"] === undefined,
    (schema, dice) => {
      const name = dice.pick(requiredOf(schema, "response")) ?? "";
      delete (schema["properties"] as Node)[name];
      schema["required"] = (schema["required"] as string[]).filter((other) => other !== name);
      return `.${name}`;
    },
  ),
  makeOptional: schemaMutation(
    "response",
    /^response-property-became-optional$/,
    (schema) => isObject(schema) && requiredOf(schema, "response").length > 0,
    (schema, dice) => {
      const name = dice.pick(requiredOf(schema, "response")) ?? "";
      schema["required"] = (schema["required"] as string[]).filter((other) => other !== name);
      return `.${name}`;
    },
  ),
  growEnum: schemaMutation(
    "response",
    /^response-enum-widened$/,
    (schema) => Array.isArray(schema["enum"]) && schema["x-extensible-enum"] === undefined && schema["type"] === "string",
    (schema) => void (schema["enum"] as unknown[]).push("brand-new"),
    "risky",
  ),
  removeEnum: schemaMutation(
    "response",
    /^response-enum-widened$/,
    (schema) => Array.isArray(schema["enum"]) && schema["x-extensible-enum"] === undefined && schema["type"] === "string",
    drop("enum"),
  ),
  removeLimits: schemaMutation(
    "response",
    /^response-(?:minimum|maximum|min-length|max-length|min-items|max-items|pattern)-widened$/,
    (schema) =>
      has("maximum", "maxLength", "minItems", "pattern")(schema) &&
      schema["enum"] === undefined &&
      !/^(?:date|uuid|email|uri|ip)/.test(String(schema["format"])),
    drop("minimum", "maximum", "maxLength", "minLength", "minItems", "maxItems", "pattern", "exclusiveMinimum", "exclusiveMaximum"),
  ),
  removeFormat: schemaMutation(
    "response",
    /^response-format-widened$/,
    (schema) =>
      ["uuid", "date", "date-time", "email", "uri"].includes(String(schema["format"])) &&
      schema["type"] === "string" &&
      schema["enum"] === undefined &&
      schema["pattern"] === undefined,
    drop("format"),
  ),
};

function operationMutation(change: (exchange: Exchange, document: Node, dice: Dice) => Omit<Expected, "operation"> | null): Mutate {
  return (document, dice) => {
    for (const exchange of dice.shuffle(exchangesOf(document)).slice(0, 40)) {
      const expected = change(exchange, document, dice);
      if (expected !== null) return { operation: exchange.key, ...expected };
    }
    return null;
  };
}

const own = (operation: Node, document: Node, member: string): Node | undefined => {
  const meant = resolve(document, operation[member]);
  if (meant === undefined) return undefined;
  const copy = structuredClone(meant);
  operation[member] = copy;
  return copy;
};
const breaking = (direction: Direction, kind: RegExp, label = ""): Omit<Expected, "operation"> => ({
  direction,
  level: "breaking",
  kind,
  label,
});

const OPERATIONS: { readonly [name: string]: Mutate } = {
  removeOperation: operationMutation(({ item, method, operation }) => {
    if (operation["deprecated"] === true || item["$ref"] !== undefined) return null;
    delete item[method];
    return breaking("request", /^operation-removed$/);
  }),
  renamePath: operationMutation(({ path, operation }, document) => {
    const paths = document["paths"] as Node;
    if (operation["deprecated"] === true || path.includes("/moved")) return null;
    paths[`/moved${path}`] = paths[path];
    delete paths[path];
    return breaking("request", /^operation-removed$/);
  }),
  addRequiredParameter: operationMutation(({ operation }, _document, dice) => {
    const place = dice.pick(["query", "header", "cookie"]) ?? "query";
    operation["parameters"] = [
      ...((operation["parameters"] ?? []) as unknown[]),
      { name: "x-brand-new", in: place, required: true, schema: { type: "string" } },
    ];
    return breaking("request", /^request-required-parameter-added$/, `#${place}.x-brand-new`);
  }),
  requireParameter: operationMutation(({ operation }, document) => {
    const parameters = (operation["parameters"] ?? []) as unknown[];
    for (const [index, listed] of parameters.entries()) {
      const parameter = resolve(document, listed);
      if (parameter?.["in"] !== "query" || parameter["required"] === true) continue;
      parameters[index] = { ...parameter, required: true };
      return breaking("request", /^request-parameter-became-required$/, `#query.${String(parameter["name"])}`);
    }
    return null;
  }),
  removeParameter: operationMutation(({ operation }, document) => {
    const parameters = (operation["parameters"] ?? []) as unknown[];
    const index = parameters.findIndex(
      (listed) =>
        resolve(document, listed)?.["in"] === "query" &&
        resolve(document, listed)?.["deprecated"] !== true &&
        resolve(document, listed)?.["required"] !== true,
    );
    if (index === -1) return null;
    const name = String(resolve(document, parameters[index])?.["name"]);
    operation["parameters"] = parameters.filter((_, at) => at !== index);
    return { ...breaking("request", /^request-parameter-removed$/, `#query.${name}`), level: "risky" };
  }),
  changeStyle: operationMutation(({ operation }, document) => {
    const parameters = (operation["parameters"] ?? []) as unknown[];
    for (const [index, listed] of parameters.entries()) {
      const parameter = resolve(document, listed);
      if (
        parameter?.["in"] !== "query" ||
        parameter["style"] !== undefined ||
        parameter["explode"] !== undefined ||
        resolve(document, parameter["schema"])?.["type"] !== "array"
      )
        continue;
      parameters[index] = { ...parameter, explode: false };
      return breaking("request", /^request-parameter-style-changed$/, `#query.${String(parameter["name"])}`);
    }
    return null;
  }),
  requireBody: operationMutation(({ operation }, document) => {
    if (resolve(document, operation["requestBody"])?.["required"] === true) return null;
    const body = own(operation, document, "requestBody");
    if (body === undefined) return null;
    body["required"] = true;
    return breaking("request", /^request-body-became-required$/);
  }),
  addRequiredBody: operationMutation(({ operation, method }) => {
    if (operation["requestBody"] !== undefined || method === "get" || method === "delete") return null;
    operation["requestBody"] = { required: true, content: { "application/json": { schema: { type: "object" } } } };
    return breaking("request", /^request-required-body-added$/);
  }),
  changeRequestMediaType: operationMutation(({ operation }, document) => {
    if (!isNode(resolve(document, operation["requestBody"])?.["content"])) return null;
    const body = own(operation, document, "requestBody");
    const content = body?.["content"] as Node;
    const [name] = Object.keys(content).filter((media) => !media.includes("*"));
    if (name === undefined || Object.keys(content).some((media) => media.includes("*"))) return null;
    content["application/x-brand-new"] = content[name];
    delete content[name];
    return breaking("request", /^request-media-type-removed$/, `(${name})`);
  }),
  changeResponseMediaType: operationMutation(({ operation }, document) => {
    for (const [status, response] of Object.entries((operation["responses"] ?? {}) as Node)) {
      const meant = resolve(document, response);
      if (!/^2/.test(status) || !isNode(meant?.["content"])) continue;
      const names = Object.keys(meant["content"]);
      if (names.length === 0 || names.some((name) => name.includes("*"))) continue;
      (operation["responses"] as Node)[status] = { ...meant, content: { "application/x-brand-new": Object.values(meant["content"])[0] } };
      return breaking("response", /^response-media-type-removed$/);
    }
    return null;
  }),
  removeStatus: operationMutation(({ operation }) => {
    const responses = (operation["responses"] ?? {}) as Node;
    const status = Object.keys(responses).find((name) => /^2\d\d$/.test(name));
    if (status === undefined || responses["2XX"] !== undefined) return null;
    delete responses[status];
    return breaking("response", /^response-success-status-removed$/, `#response.${status}`);
  }),
  removeBody: operationMutation(({ operation }, document) => {
    for (const [status, response] of Object.entries((operation["responses"] ?? {}) as Node)) {
      const meant = resolve(document, response);
      if (!/^2/.test(status) || !isNode(meant?.["content"]) || Object.keys(meant["content"]).length === 0) continue;
      const { content: _content, ...rest } = meant;
      (operation["responses"] as Node)[status] = rest;
      return breaking("response", /^response-body-removed$/, ".body");
    }
    return null;
  }),
  addSecurity: operationMutation(({ operation }, document) => {
    const components = (document["components"] ??= {}) as Node;
    components["securitySchemes"] = {
      ...((components["securitySchemes"] ?? {}) as Node),
      brandNew: { type: "apiKey", in: "header", name: "X-Brand-New" },
    };
    const before = (operation["security"] ?? document["security"] ?? []) as Node[];
    operation["security"] = (before.length === 0 ? [{}] : before).map((one) => ({ ...one, brandNew: [] }));
    return breaking("request", /security/);
  }),
  headerOptional: operationMutation(({ operation }, document) => {
    for (const [status, response] of Object.entries((operation["responses"] ?? {}) as Node)) {
      const meant = resolve(document, response);
      const [name, header] =
        Object.entries((meant?.["headers"] ?? {}) as Node).find(([, other]) => resolve(document, other)?.["required"] === true) ?? [];
      if (!/^2/.test(status) || meant === undefined || name === undefined) continue;
      (operation["responses"] as Node)[status] = {
        ...meant,
        headers: { ...(meant["headers"] as Node), [name]: { ...resolve(document, header), required: false } },
      };
      return breaking("response", /^response-header-became-optional$/, `.header.${name.toLowerCase()}`);
    }
    return null;
  }),
};

/** Each changes what a document means at one place that an operation reaches; null when there is no such place. */
export const MUTATIONS: { readonly [name: string]: Mutate } = { ...SCHEMAS, ...OPERATIONS };
