import type { Json } from "@surety/model/json";
import type { Pointer } from "@surety/model/pointer";
import type { Schema } from "./schema.ts";

/** A contract as one model, whatever version of OpenAPI or Swagger it was written in. Component references are followed. */
export interface Api {
  readonly title: string;
  readonly version: string;
  readonly servers: readonly Server[];
  /** Of `paths`, in document order. */
  readonly operations: readonly Operation[];
  /** Of `webhooks` (3.1): the provider is the sender. */
  readonly webhooks: readonly Operation[];
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  /** Named schemas (`components.schemas`, `definitions`), for rules about models. */
  readonly schemas: ReadonlyMap<string, Schema>;
  readonly tags: readonly { readonly name: string; readonly pointer: Pointer }[];
  /** `x-…` members of the root. */
  readonly extensions: ReadonlyMap<string, Json>;
}

export interface Server {
  /** With variables, as written. For Swagger 2.0 made from schemes, host and basePath. */
  readonly url: string;
  /** What may stand for `{name}` in the address, by name. */
  readonly variables?: ReadonlyMap<string, ServerVariable>;
  readonly pointer: Pointer;
}

export interface ServerVariable {
  readonly default?: string;
  /** Undefined: any text. */
  readonly enum?: readonly string[];
}

export interface Operation {
  /** METHOD and path template with anonymous parameters, `GET /orders/{}`; of a webhook, `POST webhook:newOrder`. */
  readonly key: string;
  /** Upper case. */
  readonly method: string;
  /** As written, `/orders/{orderId}`; of a webhook its name, of a callback its expression. */
  readonly path: string;
  /** Of the operation object, `/paths/~1orders/get`. */
  readonly pointer: Pointer;
  readonly pathPointer: Pointer;
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  /** Own and common parameters merged, by (in, name); header names in lower case for matching. */
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: readonly Response[];
  /** Alternatives (OR) of requirements that hold together (AND). `[]` and `[{}]` both mean: no credential needed. */
  readonly security: readonly SecurityRequirement[];
  readonly servers: readonly Server[];
  readonly callbacks: readonly Callback[];
  readonly extensions: ReadonlyMap<string, Json>;
}

export interface Callback {
  readonly name: string;
  readonly expression: string;
  readonly operations: readonly Operation[];
  readonly pointer: Pointer;
}

/** `querystring` is the whole query as one value (OpenAPI 3.2, Parameter Object); its name is not on the wire. */
export type ParameterIn = "path" | "query" | "querystring" | "header" | "cookie";

export interface Parameter {
  readonly in: ParameterIn;
  readonly name: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description?: string;
  /** Serialization (OpenAPI 3.1, section 4.8.12.2), the default of the place filled in. */
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly allowEmptyValue: boolean;
  /** From `schema`, from the one entry of `content`, or from the type keywords of Swagger 2.0. */
  readonly schema: Schema;
  /** The media type when the parameter is described by `content`. */
  readonly contentMediaType?: string;
  readonly extensions: ReadonlyMap<string, Json>;
  readonly pointer: Pointer;
}

export interface RequestBody {
  readonly required: boolean;
  readonly description?: string;
  readonly content: readonly MediaType[];
  readonly pointer: Pointer;
}

export interface MediaType {
  /** Lower case, parameters kept, `application/json`. */
  readonly mediaType: string;
  readonly schema: Schema;
  readonly hasSchema: boolean;
  /** `itemSchema` (3.2): each item of a stream. */
  readonly itemSchema?: Schema;
  /** How the parts of a form are written, by property. */
  readonly encoding?: ReadonlyMap<string, Encoding>;
  readonly examples: readonly { readonly value: Json; readonly pointer: Pointer }[];
  readonly pointer: Pointer;
}

export interface Encoding {
  /** As written: one media type or several with commas. */
  readonly contentType?: string;
  /** Undefined: as the content type says. */
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved: boolean;
  readonly headers: readonly Header[];
  readonly pointer: Pointer;
}

export interface Response {
  /** `200`, `2XX` (upper case X) or `default`. */
  readonly status: string;
  readonly description?: string;
  readonly headers: readonly Header[];
  readonly content: readonly MediaType[];
  readonly links: readonly Link[];
  readonly pointer: Pointer;
}

export interface Link {
  readonly name: string;
  readonly operationId?: string;
  readonly operationRef?: string;
  /** Values or expressions such as `$response.body#/id`, by the name of the parameter. */
  readonly parameters?: ReadonlyMap<string, Json>;
  readonly requestBody?: Json;
  /** Address of the server that the link leads to, when it is another one. */
  readonly server?: string;
  readonly pointer: Pointer;
}

export interface Header {
  /** As written; compared without case. */
  readonly name: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  /** A list or an object is written as `a,1` or, exploded, as `a=1`. */
  readonly explode?: boolean;
  readonly schema: Schema;
  /** The media type when the header is described by `content`. */
  readonly contentMediaType?: string;
  readonly pointer: Pointer;
}

export interface SecurityRequirement {
  /** Scheme name and scopes, all of which are needed together. */
  readonly schemes: readonly { readonly name: string; readonly scopes: readonly string[] }[];
  readonly pointer: Pointer;
}

export interface SecurityScheme {
  readonly name: string;
  readonly type: "apiKey" | "http" | "oauth2" | "openIdConnect" | "mutualTLS";
  /** `apiKey`: where and under which name. */
  readonly in?: "query" | "header" | "cookie";
  readonly parameterName?: string;
  /** `http`: the scheme, lower case. */
  readonly scheme?: string;
  readonly flows: readonly {
    readonly flow: string;
    readonly authorizationUrl?: string;
    readonly tokenUrl?: string;
    readonly refreshUrl?: string;
    readonly scopes: readonly string[];
    /** What each scope is said to allow, by name. */
    readonly descriptions?: ReadonlyMap<string, string>;
  }[];
  readonly openIdConnectUrl?: string;
  readonly pointer: Pointer;
}
