import { problemOf } from "@surety/api/problem-of";
import { type ErrorCode, SuretyError } from "@surety/model/errors";
import { z } from "zod";

const AuthError = z.object({ code: z.string().optional(), message: z.string().optional() });

const CODES: Readonly<Record<number, readonly [ErrorCode, string]>> = {
  400: ["malformed_request", "The request cannot be read."],
  401: ["unauthenticated", "This call needs somebody who has signed in."],
  403: ["forbidden", "This is not allowed here."],
  404: ["route_not_found", "There is nothing at this address."],
  422: ["malformed_request", "The request cannot be done."],
  429: ["rate_limited", "Too many requests."],
};

/**
 * What better-auth refuses, as an RFC 9457 problem. Its own `code` and `message`, which its client reads, stay beside the
 * members of ours; of what is unexpected nothing is shown.
 */
export function authProblem(status: number, text: string, requestId: string): object {
  const [code, detail] = CODES[status] ?? (status < 500 ? ["malformed_request", "The request cannot be done."] : ["internal", ""]);
  if (code === "internal") return { ...problemOf(new Error("better-auth failed"), requestId), status };
  const told = readError(text);
  const hint = code === "malformed_request" ? "Correct what `detail` says." : undefined;
  const problem = problemOf(new SuretyError(code, told.message ?? detail, hint === undefined ? {} : { hint }), requestId);
  return { ...problem, status, code: told.code ?? code, message: told.message ?? detail };
}

function readError(text: string): z.infer<typeof AuthError> {
  try {
    return AuthError.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
