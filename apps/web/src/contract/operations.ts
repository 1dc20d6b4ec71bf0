import { entriesOf, isRaw, listOf, member, type Raw, resolve, textOf } from "./raw.ts";

/** One operation as a list shows it; {@link readOperation} reads the rest. */
export interface OperationEntry {
  /** `GET /orders/{orderId}`, unique in the document. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string | undefined;
  readonly deprecated: boolean;
  readonly tag: string;
  readonly item: Raw;
  readonly node: Raw;
}

export interface Content {
  readonly mediaType: string;
  readonly schema: unknown;
  readonly example: unknown;
}

export interface ParameterEntry {
  readonly in: string;
  readonly name: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description: string | undefined;
  readonly schema: unknown;
}

export interface ResponseEntry {
  readonly status: string;
  readonly description: string | undefined;
  readonly headers: readonly { readonly name: string; readonly description: string | undefined; readonly schema: unknown }[];
  readonly content: readonly Content[];
}

export interface OperationDetail {
  readonly description: string | undefined;
  readonly operationId: string | undefined;
  readonly parameters: readonly ParameterEntry[];
  readonly body: { readonly required: boolean; readonly description: string | undefined; readonly content: readonly Content[] } | null;
  readonly responses: readonly ResponseEntry[];
  /** Names of the schemes of each alternative; empty when no credential is needed. */
  readonly security: readonly string[];
}

const METHODS = ["get", "post", "put", "patch", "delete", "head", "options", "trace", "query"];
export const NO_TAG = "Other";

/** Every operation under `paths`, in document order. */
export function listOperations(document: Raw): OperationEntry[] {
  return entriesOf(document, "paths").flatMap(([path, written]) => {
    const item = resolve(document, written).node;
    if (!isRaw(item)) return [];
    return METHODS.flatMap((method) => {
      const node = member(item, method);
      if (!isRaw(node)) return [];
      const [tag] = listOf(node, "tags");
      return [
        {
          id: `${method.toUpperCase()} ${path}`,
          method: method.toUpperCase(),
          path,
          summary: textOf(node, "summary"),
          deprecated: member(node, "deprecated") === true,
          tag: typeof tag === "string" ? tag : NO_TAG,
          item,
          node,
        },
      ];
    });
  });
}

/** Operations by their first tag, in the order of first appearance. */
export function groupByTag(operations: readonly OperationEntry[]): [tag: string, operations: OperationEntry[]][] {
  const groups = new Map<string, OperationEntry[]>();
  for (const operation of operations) {
    const group = groups.get(operation.tag);
    if (group) group.push(operation);
    else groups.set(operation.tag, [operation]);
  }
  return [...groups];
}

/** Parameters, body and responses, with the spellings of Swagger 2.0 brought to those of OpenAPI 3. */
export function readOperation(document: Raw, { item, node }: OperationEntry): OperationDetail {
  const own = listOf(node, "parameters").map((one) => resolve(document, one).node);
  const ids = new Set(own.map(parameterId));
  const shared = listOf(item, "parameters")
    .map((one) => resolve(document, one).node)
    .filter((one) => !ids.has(parameterId(one)));
  const all = [...shared, ...own];
  const consumes = [...listOf(node, "consumes"), ...listOf(document, "consumes")].filter((one) => typeof one === "string");
  return {
    description: textOf(node, "description"),
    operationId: textOf(node, "operationId"),
    parameters: all.filter((one) => !/^(body|formData)$/.test(textOf(one, "in") ?? "")).map(readParameter),
    body: readBody(document, node) ?? readOldBody(all, consumes[0]),
    responses: entriesOf(node, "responses").map(([status, written]) => readResponse(document, node, status, written)),
    security: readSecurity(document, node),
  };
}

function parameterId(node: unknown): string {
  return `${textOf(node, "in")} ${textOf(node, "name")}`;
}

function readParameter(node: unknown): ParameterEntry {
  const [content] = readContent(member(node, "content"));
  return {
    in: textOf(node, "in") ?? "query",
    name: textOf(node, "name") ?? "?",
    required: member(node, "required") === true,
    deprecated: member(node, "deprecated") === true,
    description: textOf(node, "description"),
    schema: member(node, "schema") ?? content?.schema ?? node,
  };
}

function readContent(content: unknown): Content[] {
  if (!isRaw(content)) return [];
  return Object.entries(content).map(([mediaType, media]) => {
    const [first] = entriesOf(media, "examples");
    return { mediaType, schema: member(media, "schema"), example: member(media, "example") ?? member(first?.[1], "value") };
  });
}

function readBody(document: Raw, operation: Raw): OperationDetail["body"] {
  const written = member(operation, "requestBody");
  if (written === undefined) return null;
  const node = resolve(document, written).node;
  return {
    required: member(node, "required") === true,
    description: textOf(node, "description"),
    content: readContent(member(node, "content")),
  };
}

/** Swagger 2.0 has bodies among the parameters. */
function readOldBody(parameters: readonly unknown[], mediaType = "application/json"): OperationDetail["body"] {
  const body = parameters.find((one) => textOf(one, "in") === "body");
  if (body !== undefined) {
    return {
      required: member(body, "required") === true,
      description: textOf(body, "description"),
      content: [{ mediaType, schema: member(body, "schema"), example: undefined }],
    };
  }
  const fields = parameters.filter((one) => textOf(one, "in") === "formData");
  if (fields.length === 0) return null;
  const schema = {
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [textOf(field, "name") ?? "?", field])),
    required: fields.filter((field) => member(field, "required") === true).map((field) => textOf(field, "name") ?? "?"),
  };
  return {
    required: true,
    description: undefined,
    content: [{ mediaType: mediaType.includes("json") ? "application/x-www-form-urlencoded" : mediaType, schema, example: undefined }],
  };
}

function readResponse(document: Raw, operation: Raw, status: string, written: unknown): ResponseEntry {
  const node = resolve(document, written).node;
  const content = readContent(member(node, "content"));
  const old = member(node, "schema");
  const [produces = "application/json"] = [...listOf(operation, "produces"), ...listOf(document, "produces")].filter(
    (one) => typeof one === "string",
  );
  return {
    status,
    description: textOf(node, "description"),
    headers: entriesOf(node, "headers").map(([name, header]) => {
      const resolved = resolve(document, header).node;
      return { name, description: textOf(resolved, "description"), schema: member(resolved, "schema") ?? resolved };
    }),
    content: content.length > 0 || old === undefined ? content : [{ mediaType: produces, schema: old, example: undefined }],
  };
}

function readSecurity(document: Raw, operation: Raw): string[] {
  const requirements = Array.isArray(member(operation, "security")) ? listOf(operation, "security") : listOf(document, "security");
  return requirements.flatMap((requirement) => {
    if (!isRaw(requirement)) return [];
    const schemes = Object.entries(requirement).map(([name, scopes]) =>
      Array.isArray(scopes) && scopes.length > 0 ? `${name} (${scopes.join(", ")})` : name,
    );
    return schemes.length === 0 ? ["no credential"] : [schemes.join(" and ")];
  });
}
