import { z } from "zod";
import { Fingerprint } from "./ids.ts";
import { Json } from "./json.ts";
import { Place, Snippet } from "./places.ts";
import { Pointer } from "./pointer.ts";

/** `breaking`: proved by a witness. `risky`: may break someone, or could not be decided. `safe`: breaks nobody. */
export const Level = z.enum(["breaking", "risky", "safe"]);
export type Level = z.infer<typeof Level>;

/**
 * Whom a change concerns, as nested sets. `wire`: what goes over the line. `source`: generated clients too, which take
 * names from operationIds, tags and discriminators. `all`: announcements and documentation too.
 */
export const Category = z.enum(["wire", "source", "all"]);
export type Category = z.infer<typeof Category>;

/** Which way the affected data travels, as seen from the provider. */
export const Direction = z.enum(["request", "response"]);
export type Direction = z.infer<typeof Direction>;

/** Which of the two contracts. */
export const Side = z.enum(["base", "revision"]);
export type Side = z.infer<typeof Side>;

/** The part of the message that a witness value is. */
export const WitnessSubject = z.discriminatedUnion("part", [
  z.object({ part: z.literal("request"), method: z.string(), path: z.string() }),
  z.object({ part: z.literal("parameter"), in: z.enum(["path", "query", "querystring", "header", "cookie"]), name: z.string() }),
  z.object({ part: z.literal("request-body"), mediaType: z.string() }),
  z.object({ part: z.literal("response"), status: z.string() }),
  z.object({ part: z.literal("response-header"), status: z.string(), name: z.string() }),
  z.object({ part: z.literal("response-body"), status: z.string(), mediaType: z.string() }),
]);
export type WitnessSubject = z.infer<typeof WitnessSubject>;

/** A concrete request or response part that one contract allows and the other does not: the proof of a breaking change. */
export const Witness = z.object({
  subject: WitnessSubject,
  value: Json.describe("the whole part, small: a body, a parameter's value, or {method, path, …} of a request"),
  mark: Pointer.describe("the offending place inside `value`; with `missing`, the member that should be there and is not"),
  missing: z.boolean().optional().describe("true when `mark` names a member that `value` lacks"),
  acceptedBy: Side,
  rejectedBy: Side,
  explanation: z.string().describe("why the other side rejects it, in one sentence"),
});
export type Witness = z.infer<typeof Witness>;

/** One difference between two contracts. */
export const Change = z.object({
  kind: z.string().describe("stable id, for example `response-property-removed`"),
  level: Level,
  category: Category.optional().describe("the smallest category that it belongs to; absent in diffs of older engines: `wire`"),
  fullLevel: Level.optional().describe("its level where its category counts, when that is another one"),
  adjusted: z
    .object({ from: Level.describe("the level that the engine gave"), why: z.string().describe("the setting, in one sentence") })
    .optional()
    .describe("present when settings have set the level; a proof stays what it is"),
  direction: Direction,
  coordinate: z.string().describe("operation key and place, for example `GET /orders/{}#response.200.items[].sku`"),
  fingerprint: Fingerprint,
  message: z.string(),
  hint: z.string().optional().describe("how to make the change without breaking anyone"),
  undecided: z.string().optional().describe("why no proof either way was found, when the level is risky for that reason"),
  operations: z.array(z.string()).describe("keys of the operations that the change reaches, sorted; the first is the coordinate's"),
  witness: Witness.nullable(),
  base: Place.extend({ snippet: Snippet.optional() }).nullable().describe("where in the base; null when it is new"),
  revision: Place.extend({ snippet: Snippet.optional() }).nullable().describe("where in the revision; null when it is gone"),
});
export type Change = z.infer<typeof Change>;

export const ChangeCounts = z.object({ breaking: z.int().min(0), risky: z.int().min(0), safe: z.int().min(0) });
export type ChangeCounts = z.infer<typeof ChangeCounts>;

export function countChanges(changes: readonly { readonly level: Level }[]): ChangeCounts {
  const counts: ChangeCounts = { breaking: 0, risky: 0, safe: 0 };
  for (const change of changes) counts[change.level] += 1;
  return counts;
}
