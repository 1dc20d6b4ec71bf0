import type { MediaType, Operation } from "@surety/engine-spec/api";
import type { Schema } from "@surety/engine-spec/schema";
import { jsonContent } from "./json-content.ts";
import { pathSegments } from "./path-segments.ts";
import { isArraySchema, schemaParts, schemaProperties } from "./schema-parts.ts";
import { successResponses } from "./status-class.ts";

export interface ListResponse {
  readonly media: MediaType;
  /** The body is the array itself. */
  readonly bare: boolean;
  /** Schema of the array. */
  readonly array: Schema;
  /** Properties beside the array. */
  readonly properties: ReadonlyMap<string, Schema>;
}

const ITEM_NAMES = new Set("items data results values value entries records list objects rows hits elements nodes edges content resources _embedded".split(" "));

/** The list that a GET on a collection answers with; undefined for anything else. */
export function listResponse(operation: Operation): ListResponse | undefined {
  const last = pathSegments(operation.path).at(-1);
  if (operation.method !== "GET" || last === undefined || last.isParameter) return undefined;
  for (const response of successResponses(operation)) {
    const media = jsonContent(response.content);
    if (media === undefined) continue;
    if (isArraySchema(media.schema)) return { media, bare: true, array: media.schema, properties: new Map() };
    const properties = schemaProperties(media.schema);
    for (const [name, property] of properties) {
      const isList = ITEM_NAMES.has(name) || name.toLowerCase() === last.text.toLowerCase().replaceAll("-", "_");
      if (isList && isArraySchema(property)) return { media, bare: false, array: property, properties };
    }
  }
  return undefined;
}

/** The most items that an array schema allows; undefined when there is no limit. */
export function maxItems(array: Schema): number | undefined {
  for (const part of schemaParts(array)) if (part.maxItems !== undefined) return part.maxItems;
  return undefined;
}
