import { createHash } from "node:crypto";
import type { z } from "zod";

/**
 * The id of what a request creates, the same however often it is sent under one `Idempotency-Key`: so a repetition after
 * a crash finds what the first one has made. Undefined, for an id of its own, without a key.
 */
export function effectId<Id extends z.ZodType>(
  ofRequest: string | undefined,
  what: string,
  input: unknown,
  id: Id,
): z.infer<Id> | undefined {
  if (ofRequest === undefined) return undefined;
  const bytes = createHash("sha256")
    .update(JSON.stringify([ofRequest, what, input]))
    .digest()
    .subarray(0, 16);
  // A UUID of version 8 (RFC 9562): its bits are ours.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return id.parse(bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));
}
