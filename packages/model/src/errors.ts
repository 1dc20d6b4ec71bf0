import { z } from "zod";
import { Pointer } from "./pointer.ts";

/** tRPC's names for the statuses that we use. */
type TrpcCode =
  | "BAD_REQUEST"
  | "UNAUTHORIZED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "METHOD_NOT_SUPPORTED"
  | "CONFLICT"
  | "PRECONDITION_FAILED"
  | "PAYLOAD_TOO_LARGE"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "UNPROCESSABLE_CONTENT"
  | "TOO_MANY_REQUESTS"
  | "INTERNAL_SERVER_ERROR"
  | "SERVICE_UNAVAILABLE";

interface ErrorEntry {
  readonly status: number;
  readonly trpc: TrpcCode;
  readonly title: string;
  /** What to do next, when it is the same every time. */
  readonly hint: string;
}

/** The one table of errors: HTTP status, tRPC code, documentation and client types all come from it. */
export const ERRORS = {
  malformed_request: {
    status: 400,
    trpc: "BAD_REQUEST",
    title: "The request cannot be read",
    hint: "Send well-formed JSON with Content-Type: application/json.",
  },
  invalid_input: {
    status: 400,
    trpc: "BAD_REQUEST",
    title: "The request has invalid fields",
    hint: "Correct the fields listed in `errors`.",
  },
  unauthenticated: {
    status: 401,
    trpc: "UNAUTHORIZED",
    title: "Who is asking?",
    hint: "Send a token as `Authorization: Bearer …`, or sign in.",
  },
  token_invalid: {
    status: 401,
    trpc: "UNAUTHORIZED",
    title: "The token is not valid",
    hint: "It may be mistyped, expired or revoked. Create one under Settings → Tokens, then run `surety login`.",
  },
  forbidden: {
    status: 403,
    trpc: "FORBIDDEN",
    title: "The credential may not do this",
    hint: "Use a token or a role with the scope named in `detail`.",
  },
  id_token_refused: {
    status: 401,
    trpc: "UNAUTHORIZED",
    title: "The token of the CI run is not accepted",
    hint: "Ask the CI for a new token whose audience is the address of this server; each works once, for a few minutes.",
  },
  no_trusted_publisher: {
    status: 403,
    trpc: "FORBIDDEN",
    title: "No rule lets this CI run in",
    hint: "Add a rule for it under Settings → Trusted publishers, or correct the one that `detail` compares.",
  },
  cross_origin: {
    status: 403,
    trpc: "FORBIDDEN",
    title: "The request comes from another site",
    hint: "Call the API with a token instead of a session cookie.",
  },
  route_not_found: { status: 404, trpc: "NOT_FOUND", title: "There is no such address", hint: "See /docs for the addresses that exist." },
  service_not_found: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "There is no such service",
    hint: "Publish a version of it first: `surety publish`.",
  },
  version_not_found: { status: 404, trpc: "NOT_FOUND", title: "There is no such version", hint: "Publish it first: `surety publish`." },
  contract_not_found: { status: 404, trpc: "NOT_FOUND", title: "There is no such contract", hint: "Take the digest from a version." },
  environment_not_found: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "There is no such environment",
    hint: "Create it under Environments, or PUT /v1/environments/{environment}.",
  },
  deployment_not_found: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "There is no such deployment",
    hint: "List them with GET /v1/environments/{environment}/deployments.",
  },
  check_not_found: { status: 404, trpc: "NOT_FOUND", title: "There is no such check", hint: "List them with GET /v1/checks." },
  exception_not_found: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "There is no such exception",
    hint: "List them with GET /v1/exceptions.",
  },
  ruleset_not_found: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "There is no such ruleset",
    hint: "List them with GET /v1/rulesets, or store it with PUT /v1/rulesets/{ruleset}.",
  },
  token_not_found: { status: 404, trpc: "NOT_FOUND", title: "There is no such token", hint: "List them with GET /v1/tokens." },
  member_not_found: { status: 404, trpc: "NOT_FOUND", title: "There is no such member", hint: "List them with GET /v1/members." },
  invitation_not_found: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "There is no such invitation",
    hint: "It may be accepted, revoked or expired: ask a member of the organization for a new one.",
  },
  session_not_found: { status: 404, trpc: "NOT_FOUND", title: "There is no such session", hint: "List yours with GET /v1/sessions." },
  trusted_publisher_not_found: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "There is no such trusted publisher",
    hint: "List them with GET /v1/trusted-publishers.",
  },
  webhook_not_found: { status: 404, trpc: "NOT_FOUND", title: "There is no such webhook", hint: "List them with GET /v1/webhooks." },
  webhook_delivery_not_found: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "There is no such delivery or event",
    hint: "List them with GET /v1/webhooks/{webhook}/deliveries; they are kept for 30 days.",
  },
  method_not_allowed: {
    status: 405,
    trpc: "METHOD_NOT_SUPPORTED",
    title: "This address does not take this method",
    hint: "The Allow header lists those that it takes.",
  },
  not_acceptable: {
    status: 406,
    trpc: "BAD_REQUEST",
    title: "This format is not given here",
    hint: "Ask for one of the media types in `detail`, or say ?format=json, markdown, sarif or junit.",
  },
  version_conflict: {
    status: 409,
    trpc: "CONFLICT",
    title: "This version exists with another document",
    hint: "A version never changes: publish the new document under a new name.",
  },
  service_deployed: { status: 409, trpc: "CONFLICT", title: "The service is deployed", hint: "End its deployments first." },
  ruleset_in_use: {
    status: 409,
    trpc: "CONFLICT",
    title: "The ruleset is in use",
    hint: "Let what `detail` names use another one first.",
  },
  last_owner: {
    status: 409,
    trpc: "CONFLICT",
    title: "The organization would have no owner",
    hint: "Make another member an owner first.",
  },
  already_member: {
    status: 409,
    trpc: "CONFLICT",
    title: "This person is a member already",
    hint: "Change the role under Settings → Members instead.",
  },
  quota_exceeded: {
    status: 409,
    trpc: "CONFLICT",
    title: "The organization has as many as it may",
    hint: "Delete what nobody needs, or have the server's administrator raise the limit. GET /v1/quotas tells what is used.",
  },
  webhook_disabled: {
    status: 409,
    trpc: "CONFLICT",
    title: "The webhook is switched off",
    hint: "Switch it on first: PUT /v1/webhooks/{webhook} with `enabled: true`.",
  },
  idempotency_key_in_flight: {
    status: 409,
    trpc: "CONFLICT",
    title: "The first request is still being answered",
    hint: "Wait for as long as Retry-After says, then send the same request with the same Idempotency-Key again.",
  },
  idempotency_key_reused: {
    status: 422,
    trpc: "UNPROCESSABLE_CONTENT",
    title: "The Idempotency-Key belongs to another request",
    hint: "Send a new key with each request that is not a repetition, for example a UUID.",
  },
  precondition_failed: {
    status: 412,
    trpc: "PRECONDITION_FAILED",
    title: "Somebody has changed it meanwhile",
    hint: "Get it again, take your change over to what it is now, and send that with its new ETag.",
  },
  document_too_large: {
    status: 413,
    trpc: "PAYLOAD_TOO_LARGE",
    title: "The document is too large",
    hint: "Documents of up to 10 MiB are read.",
  },
  unsupported_media_type: {
    status: 415,
    trpc: "UNSUPPORTED_MEDIA_TYPE",
    title: "This content type is not read here",
    hint: "Send application/json, or application/yaml for a contract.",
  },
  not_a_contract: {
    status: 422,
    trpc: "UNPROCESSABLE_CONTENT",
    title: "The document is not a contract",
    hint: "Send an OpenAPI 3.x or Swagger 2.0 document as JSON or YAML.",
  },
  not_a_ruleset: {
    status: 422,
    trpc: "UNPROCESSABLE_CONTENT",
    title: "The text is not a ruleset that can run",
    hint: "Correct what `errors` lists; docs/rulesets-on-the-server.md says what a stored ruleset can hold.",
  },
  webhook_url_refused: {
    status: 422,
    trpc: "UNPROCESSABLE_CONTENT",
    title: "Nothing is sent to this address",
    hint: "Give a public address. The administrator of the server can list others in SURETY_EGRESS_ALLOW.",
  },
  expiry_required: {
    status: 422,
    trpc: "UNPROCESSABLE_CONTENT",
    title: "An exception has to end",
    hint: "Give `expires`, the last day on which it counts, at most a year from now, for example 2027-01-31.",
  },
  document_too_complex: {
    status: 422,
    trpc: "UNPROCESSABLE_CONTENT",
    title: "The document takes too long or too much memory to read",
    hint: "Split it, or reduce its nesting and aliases.",
  },
  rate_limited: { status: 429, trpc: "TOO_MANY_REQUESTS", title: "Too many requests", hint: "Wait for as long as Retry-After says." },
  internal: {
    status: 500,
    trpc: "INTERNAL_SERVER_ERROR",
    title: "Something went wrong here",
    hint: "Try again; if it stays, report the request id.",
  },
  overloaded: { status: 503, trpc: "SERVICE_UNAVAILABLE", title: "Busy right now", hint: "Wait for as long as Retry-After says." },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;
export const ErrorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]);

/** One thing that is wrong with the input: `pointer` into the request, or `line` and `column` of the document. */
export const FieldError = z.object({
  pointer: Pointer,
  detail: z.string(),
  line: z.int().optional(),
  column: z.int().optional(),
});
export type FieldError = z.infer<typeof FieldError>;

/** The body of every error answer (RFC 9457). */
export const Problem = z.object({
  type: z.string().describe("URI of the page about this code"),
  title: z.string(),
  status: z.int(),
  code: ErrorCode,
  detail: z.string(),
  hint: z.string(),
  instance: z.string().optional(),
  limit: z.string().optional().describe("Name of the limit that is used up"),
  requestId: z.string().optional(),
  errors: z.array(FieldError).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** An expected failure: `message` is its `detail`, written for the person who asked. */
export class SuretyError extends Error {
  override readonly name = "SuretyError";
  readonly code: ErrorCode;
  readonly hint: string;
  readonly errors: readonly FieldError[];
  /** Name of the limit that is used up. */
  readonly limit: string | undefined;

  constructor(
    code: ErrorCode,
    detail: string,
    extra: { hint?: string; errors?: readonly FieldError[]; limit?: string; cause?: unknown } = {},
  ) {
    super(detail, { cause: extra.cause });
    this.code = code;
    this.hint = extra.hint ?? ERRORS[code].hint;
    this.errors = extra.errors ?? [];
    this.limit = extra.limit;
  }
}
