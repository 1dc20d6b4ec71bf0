import { type FieldError, SuretyError } from "@surety/model/errors";
import { joinPointer } from "@surety/model/pointer";
import { invalidInput } from "../problem-of.ts";
import { compileDecoder, type Decoder } from "./compile-decoder.ts";
import type { RestRoute } from "./rest-route.ts";

/** The parts of a request that can hold input. */
export interface RequestParts {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Uint8Array | undefined;
}

/** Reads the input of one route from a request; unknown fields are refused, what they hold is for the schema to judge. */
export type ReadInput = (parts: RequestParts) => Record<string, unknown> | undefined;

export function compileInput(route: RestRoute): ReadInput {
  const decoders = new Map<string, Decoder>(Object.entries(route.fields).map(([field, schema]) => [field, compileDecoder(schema)]));
  const decode = (field: string, value: unknown) => decoders.get(field)?.(value);
  const known = { query: new Set(route.queryFields), body: new Set(route.body.type === "json" ? route.body.fields : []) };
  const takesNothing = decoders.size === 0;

  return ({ params, query, headers, body }) => {
    const sent = readBody(route, body);
    const errors = [
      ...unknownFields(query, known.query, "is not a query parameter here"),
      ...(route.body.type === "json" ? unknownFields(sent, known.body, "is not a field here") : []),
    ];
    if (errors.length > 0) throw invalidInput(errors);
    if (takesNothing) return undefined;
    const input: Record<string, unknown> = { ...sent };
    for (const field of route.queryFields) if (query[field] !== undefined) input[field] = decode(field, query[field]);
    for (const [field, header] of Object.entries(route.headerFields)) if (headers[header] !== undefined) input[field] = headers[header];
    for (const field of route.pathFields) input[field] = decode(field, params[field]);
    return input;
  };
}

function unknownFields(values: Readonly<Record<string, unknown>>, known: ReadonlySet<string>, detail: string): FieldError[] {
  return Object.keys(values).flatMap((field) => (known.has(field) ? [] : [{ pointer: joinPointer("", field), detail }]));
}

function readBody({ body: place }: RestRoute, body: Uint8Array | undefined): Readonly<Record<string, unknown>> {
  if (place.type === "raw") return { [place.field]: body ?? new Uint8Array() };
  if (body === undefined || body.length === 0) return {};
  const value = parseJson(body);
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  // Many HTTP clients send `{}` for nothing.
  if (place.type === "none" && !(isObject && Object.keys(value).length === 0))
    throw new SuretyError("malformed_request", "This address takes no request body.", { hint: "Send the request without a body." });
  if (isObject) return { ...value };
  throw new SuretyError("malformed_request", "The request body is JSON, but not an object.");
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (cause) {
    const why = cause instanceof SyntaxError ? `: ${cause.message}` : ": it is not UTF-8 text";
    throw new SuretyError("malformed_request", `The request body is not well-formed JSON${why}.`, { cause });
  }
}
