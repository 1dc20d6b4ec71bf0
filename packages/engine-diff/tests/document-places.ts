import type { Node } from "./diff.ts";

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export type Part = "pathItem" | "operation" | "parameter" | "requestBody" | "response" | "header" | "schema";

/** Something that operations reach: `holder[name]`, which is an object. */
export interface DocumentPlace {
  readonly part: Part;
  readonly holder: Node;
  readonly name: string;
  readonly value: Node;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Where the components of a part are kept. */
export const COMPONENTS: { readonly [part in Part]?: string } = {
  pathItem: "pathItems",
  parameter: "parameters",
  requestBody: "requestBodies",
  response: "responses",
  header: "headers",
  schema: "schemas",
};

/** All places that operations and webhooks of an OpenAPI 3 document reach, each once. */
export function placesOf(document: Node): readonly DocumentPlace[] {
  const places: DocumentPlace[] = [];
  const seen = new Set<unknown>();
  const visit = (part: Part, holder: unknown, name: string): void => {
    const value = (holder as Node)[name];
    if (!isNode(value) || seen.has(value)) return;
    seen.add(value);
    places.push({ part, holder: holder as Node, name, value });
    if (typeof value["$ref"] === "string") {
      const target = holderOf(document, value["$ref"]);
      if (target !== undefined) visit(part, target.holder, target.name);
      if (part !== "pathItem") return;
    }
    PARTS[part](value, visit);
  };
  for (const group of ["paths", "webhooks"])
    if (isNode(document[group])) for (const name of Object.keys(document[group])) visit("pathItem", document[group], name);
  return places;
}

type Visit = (part: Part, holder: unknown, name: string) => void;

const each = (visit: Visit, part: Part, holder: unknown): void => {
  if (typeof holder === "object" && holder !== null) for (const name of Object.keys(holder)) visit(part, holder, name);
};

const content = (value: Node, visit: Visit): void => {
  if (isNode(value["content"])) for (const media of Object.values(value["content"])) if (isNode(media)) visit("schema", media, "schema");
};

const PARTS: { readonly [part in Part]: (value: Node, visit: Visit) => void } = {
  pathItem(value, visit) {
    each(visit, "parameter", value["parameters"]);
    for (const method of METHODS) visit("operation", value, method);
  },
  operation(value, visit) {
    each(visit, "parameter", value["parameters"]);
    visit("requestBody", value, "requestBody");
    each(visit, "response", value["responses"]);
  },
  parameter(value, visit) {
    visit("schema", value, "schema");
    content(value, visit);
  },
  requestBody: content,
  response(value, visit) {
    each(visit, "header", value["headers"]);
    content(value, visit);
  },
  header(value, visit) {
    visit("schema", value, "schema");
  },
  schema(value, visit) {
    each(visit, "schema", value["properties"]);
    for (const name of ["items", "additionalProperties", "not"]) visit("schema", value, name);
    for (const name of ["allOf", "anyOf", "oneOf", "prefixItems"]) each(visit, "schema", value[name]);
  },
};

export function escapeToken(token: string): string {
  return encodeURIComponent(token.replaceAll("~", "~0").replaceAll("/", "~1"));
}

export function unescapeToken(token: string): string {
  return decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");
}

/** What holds the target of a local reference. */
export function holderOf(document: Node, reference: string): { readonly holder: Node; readonly name: string } | undefined {
  if (!reference.startsWith("#/")) return undefined;
  const tokens = reference.slice(2).split("/").map(unescapeToken);
  const name = tokens.pop() ?? "";
  let at: unknown = document;
  for (const token of tokens) at = typeof at === "object" && at !== null ? (at as Node)[token] : undefined;
  return typeof at === "object" && at !== null ? { holder: at as Node, name } : undefined;
}

export function targetOf(document: Node, reference: string): unknown {
  const found = holderOf(document, reference);
  return found?.holder[found.name];
}
