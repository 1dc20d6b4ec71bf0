import type { Caller } from "@surety/model/callers";

/** The names of what is recorded: noun and past participle. */
export type AuditAction =
  | "service.put"
  | "service.deleted"
  | "version.published"
  | "check.opened"
  | "environment.put"
  | "deployment.recorded"
  | "deployment.ended"
  | "exception.created"
  | "exception.deleted"
  | "ruleset.put"
  | "ruleset.deleted"
  | "default-ruleset.put"
  | "token.created"
  | "token.deleted";

export interface AuditRepository {
  /** `subject` says what it was done to, in names; `details` what else is worth knowing, never a secret. */
  record(who: Caller, action: AuditAction, subject: string, details?: Readonly<Record<string, unknown>>): Promise<void>;
}
