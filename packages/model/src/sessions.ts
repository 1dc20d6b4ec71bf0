import { z } from "zod";
import { SessionId } from "./ids.ts";
import { PageInput, pageOf, Timestamp } from "./pages.ts";

/** A place where somebody is signed in. */
export const Session = z.object({
  id: SessionId,
  isCurrent: z.boolean().describe("whether this request came with it"),
  userAgent: z.string().nullable().describe("the browser, as it names itself"),
  address: z.string().nullable().describe("the network address that it was opened from"),
  createdAt: Timestamp,
  lastUsedAt: Timestamp.describe("to the day: it is noted when the session is prolonged"),
  expiresAt: Timestamp,
});
export type Session = z.infer<typeof Session>;
export const ListSessionsInput = PageInput;
export type ListSessionsInput = PageInput;
export const SessionPage = pageOf(Session);
export const GetSessionInput = z.strictObject({ session: SessionId });
export type GetSessionInput = z.infer<typeof GetSessionInput>;
