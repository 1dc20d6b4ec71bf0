import type { MediaType, Operation } from "@surety/engine-spec/api";
import type { Schema } from "@surety/engine-spec/schema";
import { jsonContent } from "./json-content.ts";
import { isArraySchema, schemaParts } from "./schema-parts.ts";
import { successResponses } from "./status-class.ts";

export interface ListResponse {
  readonly media: MediaType;
  /** The body is the array itself. */
  readonly bare: boolean;
  /** Schema of the array. */
  readonly array: Schema;
}

const ITEM_NAMES = new Set(
  "items data results values value entries records list objects rows hits elements nodes edges content resources _embedded".split(" "),
);

const known = new WeakMap<Operation, ListResponse | null>();

/** The list that a GET on a collection answers with; undefined for anything else. */
export function listResponse(operation: Operation): ListResponse | undefined {
  if (operation.method !== "GET" || operation.path.endsWith("}") || isVersionRoot(operation.path)) return undefined;
  const list = known.get(operation) ?? findList(operation) ?? null;
  known.set(operation, list);
  return list ?? undefined;
}

/** `/api/v1/` tells what there is below it, in one answer. */
function isVersionRoot(path: string): boolean {
  return /\/v\d[^/]*\/?$/.test(path);
}

function findList(operation: Operation): ListResponse | undefined {
  const name = operation.path
    .split("/")
    .findLast((segment) => segment !== "")
    ?.toLowerCase()
    .replaceAll("-", "_");
  for (const response of successResponses(operation)) {
    const media = jsonContent(response.content);
    if (media === undefined) continue;
    if (isArraySchema(media.schema)) return { media, bare: true, array: media.schema };
    for (const [member, property] of declaredProperties(media.schema)) {
      if ((ITEM_NAMES.has(member) || member.toLowerCase() === name) && isArraySchema(property))
        return { media, bare: false, array: property };
    }
  }
  return undefined;
}

/** The most items that an array schema allows; undefined when there is no limit. */
export function maxItems(array: Schema): number | undefined {
  for (const part of schemaParts(array)) if (part.maxItems !== undefined) return part.maxItems;
  return undefined;
}

function* declaredProperties(schema: Schema): Iterable<[string, Schema]> {
  for (const part of schemaParts(schema)) if (part.properties !== undefined) yield* part.properties;
}
