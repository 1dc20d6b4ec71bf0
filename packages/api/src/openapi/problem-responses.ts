import { ERRORS, type ErrorCode, type Problem } from "@surety/model/errors";
import type { RestRoute } from "../rest/rest-route.ts";

interface ResponseObject {
  readonly description: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, unknown>>;
}

/** Whether the answer is kept for a request that is sent again with the same `Idempotency-Key`. */
export function isRepeatable({ rest, method }: Pick<RestRoute, "rest" | "method">): boolean {
  return method !== "GET" && rest.scope !== null;
}

/** Codes that this route can answer: its own, and those that follow from its shape. */
export function errorCodesOf({ rest, method, body }: RestRoute): ErrorCode[] {
  const refusals: ErrorCode[] = rest.scope === null ? ["token_invalid"] : ["unauthenticated", "token_invalid", "forbidden"];
  const codes: ErrorCode[] = [...rest.errors, ...refusals, "rate_limited", "internal", "overloaded"];
  if (method !== "GET") codes.push("cross_origin");
  if (isRepeatable({ rest, method })) codes.push("idempotency_key_in_flight", "idempotency_key_reused", "malformed_request");
  // Also where there is nothing to be said: what is said then is refused.
  codes.push("invalid_input");
  if (rest.success.some((status) => status !== 204)) codes.push("not_acceptable");
  if (body.type === "json") codes.push("malformed_request", "document_too_large", "unsupported_media_type");
  return [...new Set(codes)];
}

/** The error answers of a route by status, each naming every code that it can carry. */
export function problemResponses(route: RestRoute): Record<string, ResponseObject> {
  const codes = errorCodesOf(route);
  const statuses = [...new Set(codes.map((code) => ERRORS[code].status))].sort((a, b) => a - b);
  const known = statuses.map((status) => {
    const response = problemResponse(
      status,
      codes.filter((code) => ERRORS[code].status === status),
    );
    return [String(status), response] as const;
  });
  return { ...Object.fromEntries(known), default: OTHER_FAILURE };
}

const OTHER_FAILURE: ResponseObject = {
  description: "Any other failure, with a code of the table at /docs/errors.",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

function problemResponse(status: number, codes: readonly ErrorCode[]): ResponseObject {
  const headers = {
    "X-Request-Id": { $ref: "#/components/headers/X-Request-Id" },
    ...(status === 401 || status === 403 ? { "WWW-Authenticate": { $ref: "#/components/headers/WWW-Authenticate" } } : {}),
    ...(status === 429 || status === 503 || codes.includes("idempotency_key_in_flight")
      ? { "Retry-After": { $ref: "#/components/headers/Retry-After" } }
      : {}),
    ...(status === 401
      ? {}
      : { RateLimit: { $ref: "#/components/headers/RateLimit" }, "RateLimit-Policy": { $ref: "#/components/headers/RateLimit-Policy" } }),
  };
  return {
    description: codes.map((code) => `\`${code}\`: ${ERRORS[code].title}.`).join(" "),
    headers,
    content: {
      "application/problem+json": {
        schema: { $ref: "#/components/schemas/Problem" },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}

/** One example of each code, for `components.examples`. */
export function problemExamples(): Record<string, { summary: string; value: Problem }> {
  return Object.fromEntries(codesOf().map((code) => [code, { summary: ERRORS[code].title, value: problemExample(code) }]));
}

function codesOf(): ErrorCode[] {
  return (Object.keys(ERRORS) as ErrorCode[]).filter((code) => code !== "route_not_found" && code !== "method_not_allowed");
}

function problemExample(code: ErrorCode): Problem {
  const { title, status, hint } = ERRORS[code];
  const errors = code === "invalid_input" ? { errors: [{ pointer: "/limit", detail: "Too big: expected number to be <=100" }] } : {};
  return {
    type: `/docs/errors/${code}`,
    title,
    status,
    code,
    detail: DETAILS[code] ?? `${title}.`,
    hint,
    requestId: "5f0c3f3e-6d6b-4a55-9a53-0f6f0d5c9d10",
    ...errors,
  };
}

const DETAILS: Partial<Record<ErrorCode, string>> = {
  invalid_input: "/limit: Too big: expected number to be <=100",
  unauthenticated: "This call needs a credential.",
  forbidden: "This call needs the scope admin; the credential has read.",
  service_not_found: "There is no service named orders.",
  version_not_found: "orders has no version named 9f3c2e1.",
  environment_not_found: "There is no environment named production.",
  not_acceptable:
    "This address answers with application/json, text/markdown, application/sarif+json, application/xml; Accept asks for text/csv.",
  version_conflict: "orders 9f3c2e1 was published before, with another document.",
  not_a_contract: "The document has no openapi or swagger field.",
  quota_exceeded: "An organization has at most 1000 tokens here.",
  rate_limited: "More than 1000 requests with this credential in 10 seconds; the next one is taken in 7 seconds.",
};
