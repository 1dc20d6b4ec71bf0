import { SuretyError } from "@surety/model/errors";
import type { Page } from "@surety/model/pages";
import type { z } from "zod";

/** Where a list goes on: the sort key of the last item, opaque to the client. A cursor grants nothing: every list filters by organization. */
export function readCursor<Key extends z.ZodType>(cursor: string | undefined, key: Key): z.infer<Key> | null {
  if (cursor === undefined) return null;
  const parsed = key.safeParse(decode(cursor));
  if (parsed.success) return parsed.data;
  const detail = "not a cursor of this list: leave it out, or take `nextCursor` of a page of the same list";
  throw new SuretyError("invalid_input", `/cursor: ${detail}`, { errors: [{ pointer: "/cursor", detail }] });
}

/** Makes a page of rows that were read with one more than `limit`. */
export function pageFrom<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => unknown,
  show: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(show), nextCursor: more ? Buffer.from(JSON.stringify(keyOf(last)), "utf8").toString("base64url") : null };
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
