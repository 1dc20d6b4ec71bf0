import type { Json } from "@surety/model/json";
import type { Pointer } from "@surety/model/pointer";
import type {
  Api,
  Callback,
  Header,
  Link,
  MediaType,
  Operation,
  Parameter,
  RequestBody,
  Response,
  SecurityRequirement,
  SecurityScheme,
  Server,
} from "./api.ts";
import type { CanonicalGraph } from "./canonical-graph.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { CanonicalSchemas } from "./canonical-schemas.ts";
import { isRawObject } from "./raw-nodes.ts";
import type { RawNode, RawObject } from "./contract.ts";

/** Extensions that tell clients how long an operation or a parameter lives. */
const LIFECYCLE = ["x-sunset", "x-stability-level"];
/** Members without influence on what is sent. */
const PROSE: ReadonlySet<string> = new Set(["description", "summary", "example", "examples", "externalDocs"]);

/** Nodes of the canonical graph for everything that an API promises: what is prose or a component's name is left out. */
export class CanonicalApi {
  readonly #graph: CanonicalGraph;
  readonly #schemas: CanonicalSchemas;
  readonly #api: Api;
  readonly #rawAt: (pointer: Pointer) => RawNode | undefined;
  readonly #memo = new Map<object, number>();
  #empty: number | undefined;
  /** Keys of operations by operationId and by pointer. */
  readonly #keys: ReadonlyMap<string, string>;

  constructor(graph: CanonicalGraph, schemas: CanonicalSchemas, api: Api, rawAt: (pointer: Pointer) => RawNode | undefined) {
    this.#graph = graph;
    this.#schemas = schemas;
    this.#api = api;
    this.#rawAt = rawAt;
    this.#keys = new Map(
      [...api.operations, ...api.webhooks].flatMap(({ operationId, pointer, key }): [string, string][] => [
        [pointer, key],
        ...(operationId === undefined ? [] : [[operationId, key] as [string, string]]),
      ]),
    );
  }

  /** The node of the whole API. */
  root(): number {
    const { operations, webhooks, schemas } = this.#api;
    const children = [this.#operations(operations), this.#operations(webhooks)];
    if (operations.length === 0 && webhooks.length === 0) {
      const names = [...schemas.keys()].sort();
      children.push(
        this.#node(
          "models",
          Object.fromEntries(names.map((name, index) => [String(index), name])),
          names.map((name) => this.#schemas.node(schemas.get(name)!)),
        ),
      );
    }
    this.#schemas.fill();
    return this.#graph.add("api", children);
  }

  #node(kind: string, said: Readonly<Record<string, Json | undefined>>, children: readonly number[] = []): number {
    return this.#graph.add(`${kind}${canonicalJson(withoutUndefined(said))}`, children);
  }

  #set(kind: string, children: readonly number[]): number {
    if (children.length > 0) return this.#graph.add(kind, children, "set");
    this.#empty ??= this.#graph.add("nothing");
    return this.#empty;
  }

  #once<Key extends object>(key: Key, make: () => number): number {
    const known = this.#memo.get(key);
    if (known !== undefined) return known;
    const node = make();
    this.#memo.set(key, node);
    return node;
  }

  #operations(operations: readonly Operation[]): number {
    return this.#graph.add(
      "operations",
      operations.map((operation) => this.#operation(operation)),
      "bag",
    );
  }

  #operation(operation: Operation): number {
    const { key, deprecated, tags, parameters, requestBody, responses, security, servers, callbacks, extensions } = operation;
    const positions = new Map([...operation.path.matchAll(/\{([^{}/]*)\}/g)].map((match, index) => [match[1] ?? "", index]));
    return this.#node(
      "operation",
      { key, deprecated: deprecated || undefined, tags: tags.length > 0 ? [...new Set(tags)].sort() : undefined, ...lifecycle(extensions) },
      [
        this.#set(
          "parameters",
          parameters.map((parameter) => this.#parameter(parameter, positions)),
        ),
        requestBody ? this.#once(requestBody, () => this.#requestBody(requestBody)) : this.#set("body", []),
        this.#set(
          "responses",
          responses.map((response) => this.#response(response)),
        ),
        this.#security(security),
        this.#once(servers, () =>
          this.#set(
            "servers",
            servers.map((server) => this.#server(server)),
          ),
        ),
        this.#set(
          "callbacks",
          callbacks.map((callback) => this.#callback(callback)),
        ),
      ],
    );
  }

  #callback({ name, expression, operations }: Callback): number {
    return this.#node("callback", { name, expression }, [this.#operations(operations)]);
  }

  #parameter(parameter: Parameter, positions: ReadonlyMap<string, number>): number {
    const position = parameter.in === "path" ? positions.get(parameter.name) : undefined;
    const make = (): number =>
      this.#node(
        "parameter",
        {
          in: parameter.in,
          ...(position !== undefined ? { position } : parameter.in === "querystring" ? {} : { name: parameter.name }),
          required: parameter.required || undefined,
          deprecated: parameter.deprecated || undefined,
          allowReserved: parameter.allowReserved || undefined,
          allowEmptyValue: parameter.allowEmptyValue || undefined,
          ...this.#serialization(parameter),
          ...lifecycle(parameter.extensions),
        },
        [this.#schemas.node(parameter.schema)],
      );
    return position === undefined ? this.#once(parameter, make) : make();
  }

  /** How lists and objects are written matters only where there can be some. */
  #serialization({ style, explode, schema, contentMediaType }: Parameter): Record<string, Json | undefined> {
    if (contentMediaType !== undefined) return { mediaType: contentMediaType };
    return (style === "form" || style === "simple") && this.#schemas.isScalar(schema) ? { style } : { style, explode };
  }

  #requestBody({ required, content }: RequestBody): number {
    return this.#node("body", { required: required || undefined }, [this.#content(content)]);
  }

  #content(content: readonly MediaType[]): number {
    return this.#set(
      "content",
      content.map((media) =>
        this.#node("media", { type: media.mediaType, encoding: this.#said(media.pointer, "encoding") }, [this.#schemas.node(media.schema)]),
      ),
    );
  }

  #response({ status, headers, content, links }: Response): number {
    return this.#node("response", { status }, [
      this.#set(
        "headers",
        headers.map((header) => this.#header(header)),
      ),
      this.#content(content),
      this.#set(
        "links",
        links.map((link) => this.#link(link)),
      ),
    ]);
  }

  #header({ name, required, deprecated, schema, pointer }: Header): number {
    return this.#node(
      "header",
      {
        name: name.toLowerCase(),
        required: required || undefined,
        deprecated: deprecated || undefined,
        explode: this.#said(pointer, "explode") === true || undefined,
      },
      [this.#schemas.node(schema)],
    );
  }

  #link({ name, operationId, operationRef, parameters, requestBody, server }: Link): number {
    const operation = this.#keys.get(operationId ?? operationRef?.replace(/^#/, "") ?? "") ?? operationId ?? operationRef;
    return this.#node("link", { name, operation, parameters: parameters && Object.fromEntries(parameters), requestBody, server });
  }

  #security(alternatives: readonly SecurityRequirement[]): number {
    return this.#once(alternatives, () => {
      const stated = alternatives.length === 0 ? [{ schemes: [] }] : alternatives;
      return this.#set(
        "security",
        stated.map(({ schemes }) =>
          this.#set(
            "requirement",
            schemes.map(({ name, scopes }) => this.#credential(name, scopes)),
          ),
        ),
      );
    });
  }

  #credential(name: string, scopes: readonly string[]): number {
    const scheme = this.#api.securitySchemes.get(name);
    return this.#node("credential", {
      scopes: [...new Set(scopes)].sort(),
      ...(scheme ? { scheme: saidOfScheme(scheme) } : { undefinedScheme: name }),
    });
  }

  #server({ url, pointer }: Server): number {
    const variables = this.#said(pointer, "variables");
    return this.#node("server", { url, variables });
  }

  /** A member as it is written, without prose. */
  #said(pointer: Pointer, member: string): Json | undefined {
    const raw = this.#rawAt(pointer);
    const value = isRawObject(raw) ? raw[member] : undefined;
    return value === undefined || value === null ? undefined : isRawObject(value) ? strip(value) : value;
  }
}

function lifecycle(extensions: ReadonlyMap<string, Json>): Record<string, Json | undefined> {
  return Object.fromEntries(LIFECYCLE.flatMap((name) => (extensions.has(name) ? [[name, extensions.get(name)]] : [])));
}

function saidOfScheme({ type, in: place, parameterName, scheme, flows, openIdConnectUrl }: SecurityScheme): Json {
  const name = place === "header" ? parameterName?.toLowerCase() : parameterName;
  const sorted = [...flows]
    .sort((a, b) => (a.flow < b.flow ? -1 : 1))
    .map(({ descriptions: _said, ...flow }) => withoutUndefined({ ...flow, scopes: [...flow.scopes].sort() }));
  return withoutUndefined({ type, in: place, name, scheme, openIdConnectUrl, flows: sorted });
}

/** Without prose and extensions, at every level. */
function strip(value: RawObject): RawObject {
  const said: RawObject = Object.create(null);
  for (const name of Object.keys(value)) {
    const member = value[name]!;
    if (PROSE.has(name) || name.startsWith("x-")) continue;
    said[name] = isRawObject(member) ? strip(member) : member;
  }
  return said;
}

function withoutUndefined(said: Readonly<Record<string, Json | undefined>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
