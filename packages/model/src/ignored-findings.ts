import { z } from "zod";
import { Finding } from "./findings.ts";
import { Pointer } from "./pointer.ts";

/** What an `x-surety-ignore` in a document says. */
export const FindingIgnore = z.object({
  reason: z.string(),
  expires: z.string().nullable().describe("the last day on which it is ignored; null: it does not end"),
  at: Pointer.describe("the object that has the x-surety-ignore"),
});
export type FindingIgnore = z.infer<typeof FindingIgnore>;

/** A finding that an `x-surety-ignore` in the document takes out of the count, and what it says. */
export const IgnoredFinding = z.object({ finding: Finding, ...FindingIgnore.shape });
export type IgnoredFinding = z.infer<typeof IgnoredFinding>;
