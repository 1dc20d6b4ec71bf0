import type { Page } from "@surety/model/pages";
import type { z } from "zod";
import { pageFrom, readCursor } from "./cursor.ts";

/** Where something stands in a list of what was created one after the other. */
interface Dated {
  readonly createdAt: string;
  readonly id: string;
}

/** A page of such a list, the newest first. `key` tells which ids are of it. */
export async function newestFirst<Key extends Dated, Item extends Key>(
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  key: z.ZodType<Key>,
  read: (query: { before: Key | null; limit: number }) => Promise<readonly Item[]>,
): Promise<Page<Item>> {
  const rows = await read({ before: readCursor(cursor, key), limit: limit + 1 });
  return pageFrom(
    rows,
    limit,
    ({ createdAt, id }) => ({ createdAt, id }),
    (row) => row,
  );
}
