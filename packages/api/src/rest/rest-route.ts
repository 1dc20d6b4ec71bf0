import type { AnyProcedure, AnyRouter } from "@trpc/server";
import type { OpenApiMethod } from "trpc-openapi";
import { z } from "zod";
import type { ApiMeta, RestMeta } from "../procedure.ts";

/** One procedure as REST shows it. */
export interface RestRoute {
  /** Its name in the router, for example `services.get`. */
  readonly name: string;
  readonly procedure: AnyProcedure;
  readonly method: OpenApiMethod;
  /** OpenAPI path template, for example `/v1/services/{service}`. */
  readonly path: string;
  readonly rest: RestMeta;
  /** The fields of its input; empty when it takes none. */
  readonly fields: Readonly<Record<string, z.core.$ZodType>>;
  readonly pathFields: readonly string[];
  readonly queryFields: readonly string[];
  /** Fields with the names of their headers. */
  readonly headerFields: Readonly<Record<string, string>>;
  /** What of the request body becomes input: nothing, the fields of a JSON object, or the bytes as one field. */
  readonly body:
    | { readonly type: "none" }
    | { readonly type: "json"; readonly fields: readonly string[] }
    | { readonly type: "raw"; readonly field: string };
}

/** The procedures that have an address, in the router's order. A procedure whose meta cannot be served throws here, at boot. */
export function restRoutes(router: AnyRouter): RestRoute[] {
  return Object.entries<AnyProcedure>(router._def.procedures).flatMap(([name, procedure]) => {
    const { openapi, rest } = metaOf(procedure);
    if (openapi === undefined) return [];
    if (rest === undefined) throw new Error(`${name} has an address but no rest meta`);
    const fields = fieldsOf(name, procedure);
    const pathFields = [...openapi.path.matchAll(/\{(\w+)\}/g)].map(([, field]) => field ?? "");
    const unknown = [...pathFields, ...(rest.rawBody === undefined ? [] : [rest.rawBody])].find((field) => !(field in fields));
    if (unknown !== undefined) throw new Error(`${name}: its input has no field ${unknown}`);
    const headerFields = rest.headers ?? {};
    const others = Object.keys(fields).filter((field) => !pathFields.includes(field) && !(field in headerFields));
    return [
      {
        name,
        procedure,
        method: openapi.method,
        path: openapi.path,
        rest,
        fields,
        pathFields,
        headerFields,
        ...placesOf(openapi.method, rest, others),
      },
    ];
  });
}

function placesOf(method: OpenApiMethod, rest: RestMeta, others: readonly string[]): Pick<RestRoute, "queryFields" | "body"> {
  const { rawBody } = rest;
  if (rawBody !== undefined) return { queryFields: others.filter((field) => field !== rawBody), body: { type: "raw", field: rawBody } };
  if (method === "GET" || method === "DELETE" || others.length === 0) return { queryFields: others, body: { type: "none" } };
  return { queryFields: [], body: { type: "json", fields: others } };
}

function metaOf(procedure: AnyProcedure): ApiMeta {
  // Invariant: procedures are only built by `procedure.ts`, whose meta is ApiMeta.
  return (procedure._def.meta as ApiMeta | undefined) ?? {};
}

function fieldsOf(name: string, procedure: AnyProcedure): RestRoute["fields"] {
  const input: unknown = procedure._def.inputs[0];
  if (input === undefined || input instanceof z.ZodVoid) return {};
  if (input instanceof z.ZodObject) return input.shape;
  throw new Error(`${name}: the input of a procedure with an address is an object or nothing`);
}
