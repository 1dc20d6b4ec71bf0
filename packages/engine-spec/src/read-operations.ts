import type { Callback, Operation, Parameter, SecurityRequirement, Server } from "./api.ts";
import { readParameters } from "./read-parameters.ts";
import { readRequestBody } from "./read-request-body.ts";
import { readResponses } from "./read-responses.ts";
import { readSecurity } from "./read-security.ts";
import { readServers } from "./read-servers.ts";
import { readSwaggerBody } from "./read-swagger-body.ts";
import type { LocatedObject, Reading } from "./reading.ts";
import type { Located } from "./references.ts";

const METHODS: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** How a path item is addressed: by a path, as a webhook, or as a callback. */
interface Address {
  readonly path: string;
  /** What stands in the operation key after the method. */
  readonly key: string;
}

interface PathItem extends Address {
  readonly at: LocatedObject;
  readonly pointer: string;
  readonly parameters: readonly Parameter[];
  readonly servers: readonly Server[];
}

/** Operations of `paths` or `webhooks`, in document order. `servers` are those of the root. */
export function readOperations(
  reading: Reading,
  root: LocatedObject,
  member: "paths" | "webhooks",
  servers: readonly Server[],
): readonly Operation[] {
  const security = readSecurity(reading, root) ?? [];
  return reading.entries(root, member).flatMap(([path, source]) => {
    if (path.startsWith("x-") && member === "paths") return [];
    const key = member === "paths" ? anonymizeParameters(path) : `webhook:${path}`;
    return readPathItem(reading, source, { path, key }, { servers, security, callbacks: true });
  });
}

/** The path with anonymous parameters: `/orders/{orderId}` and `/orders/{id}` are the same address. */
export function anonymizeParameters(path: string): string {
  return path.replace(/\{[^{}/]*\}/g, "{}");
}

interface Inherited {
  readonly servers: readonly Server[];
  readonly security: readonly SecurityRequirement[];
  /** Callbacks of callbacks are not followed: they could go on for ever. */
  readonly callbacks: boolean;
}

function readPathItem(reading: Reading, source: Located, address: Address, inherited: Inherited): readonly Operation[] {
  const at = followPathItem(reading, source);
  if (!at) return [];
  const servers = readServers(reading, at);
  const item: PathItem = {
    ...address,
    at,
    pointer: source.pointer,
    parameters: readParameters(reading, at),
    servers: servers.length > 0 ? servers : inherited.servers,
  };
  const operations: Operation[] = [];
  for (const [name, operation] of reading.members(at)) {
    if (METHODS.has(name) || (name === "query" && reading.dialect === "openapi-3.2"))
      operations.push(...readOwnOperation(reading, name.toUpperCase(), operation, item, inherited));
  }
  if (reading.dialect === "openapi-3.2") {
    for (const [name, operation] of reading.entries(at, "additionalOperations"))
      operations.push(...readOperation(reading, name, operation, item, inherited));
  }
  return operations;
}

/** An operation that stands in the path item itself may have been read already, of another document. */
function readOwnOperation(reading: Reading, method: string, source: Located, item: PathItem, inherited: Inherited): readonly Operation[] {
  if (item.at.pointer !== item.pointer || !inherited.callbacks) return readOperation(reading, method, source, item, inherited);
  const known = reading.operations.get(source.pointer);
  if (known) return [known];
  const operations = readOperation(reading, method, source, item, inherited);
  for (const operation of operations) reading.operations.set(source.pointer, operation);
  return operations;
}

/** A path item may have a `$ref` and members beside it: its own members win. */
function followPathItem(reading: Reading, source: Located): LocatedObject | undefined {
  const own = reading.asObject(source, "A path item");
  if (!own || typeof own.value["$ref"] !== "string") return own;
  const target = reading.follow(own, "A path item");
  if (!target) return Object.keys(own.value).length > 1 ? own : undefined;
  const names = Object.keys(own.value).filter((name) => name !== "$ref");
  if (names.length === 0) return target;
  return {
    ...target,
    value: Object.assign(Object.create(null), target.value, Object.fromEntries(names.map((name) => [name, own.value[name]]))),
  };
}

function readOperation(reading: Reading, method: string, source: Located, item: PathItem, inherited: Inherited): readonly Operation[] {
  const at = reading.asObject(source, `The operation ${method}`);
  if (!at) return [];
  const servers = readServers(reading, at);
  const parameters = mergeParameters(item.parameters, readParameters(reading, at));
  const requestBody = reading.isSwagger ? readSwaggerBody(reading, at, item.at) : readRequestBody(reading, at);
  const operationId = reading.text(at, "operationId");
  const summary = reading.text(at, "summary");
  const description = reading.text(at, "description");
  return [
    {
      key: `${method} ${item.key}`,
      method,
      path: item.path,
      pointer: at.pointer,
      pathPointer: item.pointer,
      ...(operationId === undefined ? {} : { operationId }),
      ...(summary === undefined ? {} : { summary }),
      ...(description === undefined ? {} : { description }),
      tags: reading.texts(at, "tags") ?? [],
      deprecated: reading.flag(at, "deprecated"),
      parameters,
      ...(requestBody ? { requestBody } : {}),
      responses: readResponses(reading, at),
      security: readSecurity(reading, at) ?? inherited.security,
      servers: servers.length > 0 ? servers : item.servers,
      callbacks: inherited.callbacks ? readCallbacks(reading, at, inherited) : [],
      extensions: reading.extensions(at),
    },
  ];
}

function mergeParameters(common: readonly Parameter[], own: readonly Parameter[]): readonly Parameter[] {
  if (common.length === 0) return own;
  if (own.length === 0) return common;
  const stated = new Set(own.map((parameter) => `${parameter.in} ${parameter.name}`));
  return [...common.filter((parameter) => !stated.has(`${parameter.in} ${parameter.name}`)), ...own];
}

function readCallbacks(reading: Reading, operation: LocatedObject, inherited: Inherited): readonly Callback[] {
  return reading.entries(operation, "callbacks").flatMap(([name, source]) => {
    const at = name.startsWith("x-") ? undefined : reading.follow(source, "A callback");
    if (!at) return [];
    return reading.members(at).flatMap(([expression, item]) => {
      if (expression.startsWith("x-")) return [];
      const address = { path: expression, key: `callback:${name} ${expression}` };
      return [
        {
          name,
          expression,
          operations: readPathItem(reading, item, address, { ...inherited, servers: [], callbacks: false }),
          pointer: item.pointer,
        },
      ];
    });
  });
}
