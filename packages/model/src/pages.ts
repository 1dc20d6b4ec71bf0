import { z } from "zod";

/** What every list takes: how many, and from where. A cursor is opaque and comes from the page before. */
export const PageInput = z.object({
  limit: z.int().min(1).max(100).default(50).describe("how many items at most"),
  cursor: z.string().min(1).max(512).optional().describe("`nextCursor` of the page before"),
});
export type PageInput = z.infer<typeof PageInput>;

/** A page of `item`; `nextCursor` is null on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** A moment in RFC 3339, UTC. */
export const Timestamp = z.iso.datetime({ offset: true }).describe("RFC 3339 date and time");
