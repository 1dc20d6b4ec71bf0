import { z } from "zod";
import { Pointer } from "./pointer.ts";

/** Where something stands in a source document. Lines and columns count from 1; a column counts UTF-16 units. */
export const Place = z.object({ pointer: Pointer, line: z.int().min(1), column: z.int().min(1) });
export type Place = z.infer<typeof Place>;

/** The source lines around a place, clipped for reading; `marked` is the line that the place is on. */
export const Snippet = z.object({
  firstLine: z.int().min(1),
  marked: z.int().min(1),
  lines: z.array(z.string()).max(7),
});
export type Snippet = z.infer<typeof Snippet>;
