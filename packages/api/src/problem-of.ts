import { ERRORS, type ErrorCode, type FieldError, type Problem, SuretyError } from "@surety/model/errors";
import { joinPointer } from "@surety/model/pointer";
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { isPassingFailure } from "./is-passing-failure.ts";

/** The RFC 9457 body for any failure of a call. Of what is unexpected it shows nothing: the cause belongs in the log. */
export function problemOf(error: unknown, requestId?: string): Problem {
  const expected = expectedError(error);
  if (expected !== null) return problem(expected, requestId);
  const passing = isPassingFailure(error);
  return problem(
    passing
      ? new SuretyError("overloaded", "The database does not answer right now.", { cause: error })
      : new SuretyError("internal", "Something went wrong while answering this call."),
    requestId,
  );
}

function expectedError(error: unknown): SuretyError | null {
  if (error instanceof SuretyError) return error;
  if (error instanceof TRPCError) {
    if (error.cause instanceof SuretyError) return error.cause;
    if (error.code === "BAD_REQUEST" && error.cause instanceof ZodError) return invalidInput(error.cause.issues.flatMap(fieldErrors));
    return trpcError(error);
  }
  return httpError(error);
}

/** `invalid_input` with every field that is wrong; the first one is told in `detail` too. */
export function invalidInput(errors: readonly FieldError[]): SuretyError {
  const first = errors[0];
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  return new SuretyError("invalid_input", first ? `${first.pointer || "The input"}: ${first.detail}${more}` : "The input is not valid.", {
    errors: errors.slice(0, 50),
  });
}

function fieldErrors(issue: ZodError["issues"][number]): FieldError[] {
  const at = joinPointer("", ...issue.path.map(String));
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ pointer: joinPointer(at, key), detail: "is not a field here" }));
  return [{ pointer: at, detail: issue.message }];
}

const OF_TRPC: Partial<Record<TRPCError["code"], readonly [ErrorCode, string]>> = {
  NOT_FOUND: ["route_not_found", "There is no such procedure."],
  METHOD_NOT_SUPPORTED: ["method_not_allowed", "Queries are called with GET, mutations with POST."],
  UNSUPPORTED_MEDIA_TYPE: ["unsupported_media_type", "The Content-Type of the request is not read here."],
  PAYLOAD_TOO_LARGE: ["document_too_large", "The request body is too large."],
  BAD_REQUEST: ["malformed_request", "The request cannot be read."],
  PARSE_ERROR: ["malformed_request", "The request body is not well-formed JSON."],
};

function trpcError(error: TRPCError): SuretyError | null {
  const known = OF_TRPC[error.code];
  return known === undefined ? null : new SuretyError(...known);
}

/** Errors of the HTTP layer itself carry a status; their own messages are written for developers of that layer. */
function httpError(error: unknown): SuretyError | null {
  if (!(error instanceof Error) || !("statusCode" in error) || typeof error.statusCode !== "number") return null;
  const status = error.statusCode;
  if (status === 413) return new SuretyError("document_too_large", "The request body is larger than this address reads.");
  if (status === 415)
    return new SuretyError("unsupported_media_type", "The Content-Type or Content-Encoding of the request is not read here.");
  if (status === 404 || status === 414) return new SuretyError("route_not_found", "There is nothing at this address.");
  if (status === 429) return new SuretyError("rate_limited", error.message);
  if (status === 503) return new SuretyError("overloaded", "The server is busy or restarting.");
  if (status >= 400 && status < 500) return new SuretyError("malformed_request", error.message);
  return null;
}

function problem(error: SuretyError, requestId: string | undefined): Problem {
  const entry = ERRORS[error.code];
  return {
    type: `/docs/errors/${error.code}`,
    title: entry.title,
    status: entry.status,
    code: error.code,
    detail: error.message,
    hint: error.hint,
    ...(error.limit === undefined ? {} : { limit: error.limit }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(error.errors.length === 0 ? {} : { errors: [...error.errors] }),
  };
}
