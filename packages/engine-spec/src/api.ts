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
  readonly pointer: Pointer;
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

export type ParameterIn = "path" | "query" | "header" | "cookie";

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
  readonly examples: readonly { readonly value: Json; readonly pointer: Pointer }[];
  readonly pointer: Pointer;
}

export interface Response {
  /** `200`, `2XX` (upper case X) or `default`. */
  readonly status: string;
  readonly description?: string;
  readonly headers: readonly Header[];
  readonly content: readonly MediaType[];
  readonly links: readonly { readonly name: string; readonly pointer: Pointer }[];
  readonly pointer: Pointer;
}

export interface Header {
  /** As written; compared without case. */
  readonly name: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly schema: Schema;
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
    readonly scopes: readonly string[];
  }[];
  readonly openIdConnectUrl?: string;
  readonly pointer: Pointer;
}
