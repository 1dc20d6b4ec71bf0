import type { AppRouter } from "@surety/api/router";
import type { Problem } from "@surety/model/errors";
import { TRPCClientError } from "@trpc/client";

type ClientError = TRPCClientError<AppRouter>;

function isClientError(error: unknown): error is ClientError {
  return error instanceof TRPCClientError;
}

/** The server's own words about a failure; null when it did not come from a procedure. */
export function problemOf(error: unknown): Problem | null {
  return (isClientError(error) && error.data?.problem) || null;
}

/** Nobody answered, or something that is not Surety did (a proxy's error page). */
export function isUnreachable(error: unknown): boolean {
  return isClientError(error) && error.data == null && error.cause?.name !== "AbortError";
}

/** The credential is missing, over or revoked: signing in again helps. */
export function isSignedOut(error: unknown): boolean {
  const code = problemOf(error)?.code;
  return code === "unauthenticated" || code === "token_invalid";
}

/** The credential is good, and not for this. */
export function isForbidden(error: unknown): boolean {
  return problemOf(error)?.code === "forbidden";
}

/** Somebody else has changed it since it was read: the change was refused. */
export function isStale(error: unknown): boolean {
  return problemOf(error)?.code === "precondition_failed";
}

/** The detail of a failure in one line, for a toast or beside a field. */
export function detailOf(error: unknown): string {
  const problem = problemOf(error);
  if (problem) return problem.detail;
  if (isUnreachable(error)) return "The server does not answer. Check that it is running, then try again.";
  return error instanceof Error ? error.message : "Something went wrong.";
}

/** What is wrong with one field of what was sent. */
export function fieldError(error: unknown, pointer: string): string | undefined {
  return problemOf(error)?.errors?.find((each) => each.pointer === pointer)?.detail;
}

/** What a failure says beside the errors of some fields; null when those say it all. */
export function problemBeside(error: unknown, fields: readonly string[]): string | null {
  if (error === null || error === undefined) return null;
  const errors = problemOf(error)?.errors ?? [];
  const other = errors.find(({ pointer }) => !fields.includes(pointer));
  return errors.length > 0 && other === undefined ? null : (other?.detail ?? detailOf(error));
}
