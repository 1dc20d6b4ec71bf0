import { z } from "zod";
import { Change, ChangeCounts, Level } from "./changes.ts";
import { Digest } from "./ids.ts";
import { PageInput } from "./pages.ts";

/** Everything that changed from one contract to another. Immutable: it follows from the two documents. */
export const GetDiffInput = PageInput.extend({
  from: Digest.describe("raw digest of the base contract"),
  to: Digest.describe("raw digest of the revision"),
  level: Level.optional(),
});
export type GetDiffInput = z.infer<typeof GetDiffInput>;

export const Diff = z.object({
  from: Digest,
  to: Digest,
  counts: ChangeCounts,
  identical: z
    .boolean()
    .describe(
      "both documents have the same contract digest: they mean the same on the wire; names that only generated clients see may differ",
    ),
  partial: z.string().nullable().describe("why the comparison is incomplete, when a limit was reached"),
  items: z.array(Change),
  nextCursor: z.string().nullable(),
});
export type Diff = z.infer<typeof Diff>;
