import { z } from "zod";

const ETags = z.string().min(1).max(1000);

/** Binds a change to a state that was seen (RFC 9110, section 13.1). In REST these are headers. */
export const changeCondition = {
  ifMatch: ETags.optional().describe("the `ETag` that it had when you read it: refused with 412 when somebody has changed it since"),
} as const;

/** The same where the change may create what it is about. */
export const putCondition = {
  ...changeCondition,
  ifNoneMatch: ETags.optional().describe("`*`: refused with 412 when there is one already"),
} as const;

export interface Condition {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}
