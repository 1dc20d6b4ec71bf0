import { z } from "zod";
import { changeCondition } from "./conditions.ts";
import { Day } from "./diff-settings.ts";
import { ExceptionId, Fingerprint } from "./ids.ts";
import { EnvironmentName, ServiceName } from "./names.ts";
import { PageInput, pageOf, Timestamp } from "./pages.ts";

/** What a fingerprint names: a change between two contracts, or a finding of a design rule. */
export const ExceptionSubject = z.enum(["change", "finding"]);
export type ExceptionSubject = z.infer<typeof ExceptionSubject>;

const Reason = z.string().trim().min(1).max(2000).describe("why it is accepted, for those who read the verdict");
const Expires = Day.describe("the last day on which it counts, UTC");

/** One change or finding that somebody answers for, until a day. */
export const Exception = z.object({
  id: ExceptionId,
  subject: ExceptionSubject,
  fingerprint: Fingerprint,
  service: ServiceName,
  environment: EnvironmentName.nullable().describe("where it counts; null: in every environment"),
  reason: Reason,
  author: z.string().describe("the name of the member or the token that has accepted it"),
  expires: Expires,
  live: z.boolean().describe("false once that day has passed"),
  createdAt: Timestamp,
});
export type Exception = z.infer<typeof Exception>;

export const CreateExceptionInput = z.strictObject({
  subject: ExceptionSubject.default("change"),
  fingerprint: Fingerprint,
  service: ServiceName,
  environment: EnvironmentName.optional().describe("where it counts; in every environment when it is left out"),
  reason: Reason,
  expires: Expires.optional().describe("the last day on which it counts, UTC; needed: without it the answer is 422"),
});
export type CreateExceptionInput = z.infer<typeof CreateExceptionInput>;

export const GetExceptionInput = z.strictObject({ exception: ExceptionId });
export type GetExceptionInput = z.infer<typeof GetExceptionInput>;
export const DeleteExceptionInput = GetExceptionInput.extend(changeCondition);
export type DeleteExceptionInput = z.infer<typeof DeleteExceptionInput>;
export const ListExceptionsInput = PageInput.extend({
  service: ServiceName.optional(),
  fingerprint: Fingerprint.optional(),
  live: z.boolean().optional().describe("only those that count today (true), or only those that have expired (false)"),
});
export type ListExceptionsInput = z.infer<typeof ListExceptionsInput>;
export const ExceptionPage = pageOf(Exception);
