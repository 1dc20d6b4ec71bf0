import type { Operation } from "@surety/engine-spec/api";
import { headerNamed } from "../header-named.ts";
import type { Report, Rule } from "../rule.ts";

export const rateLimitsDocumented: Rule = {
  name: "surety-rate-limits-documented",
  severity: "warning",
  summary: "The API says what happens to those who call too often: 429 with Retry-After.",
  why: "An API without a limit is one loop away from an outage (OWASP API4). With a limit that is not in the contract, clients have no branch for it, retry at once, and make it worse.",
  bad: `paths:
  /orders:
    get:
      responses:
        "200": {description: Orders}
        "429": {description: Too many requests}
`,
  good: `paths:
  /orders:
    get:
      responses:
        "200": {description: Orders}
        "429": {description: Too many requests, headers: {Retry-After: {description: Seconds, schema: {type: integer}}}}
`,
  fix: "Declare one shared 429 response with `Retry-After` under components.responses, and refer to it from every operation. When a gateway limits, it belongs in the contract all the same: callers see one API.",
  source: "https://www.rfc-editor.org/rfc/rfc6585.html#section-4",
  *check(contract) {
    const { operations } = contract.api;
    if (operations.length === 0) return;
    const limited = operations.filter((operation) => operation.responses.some(({ status }) => status === "429"));
    if (limited.length === 0) {
      yield {
        pointer: "/paths",
        subject: "none",
        message: "No operation says what happens to those who call too often.",
        hint: "Add a shared 429 response with `Retry-After` to every operation.",
      };
    }
    for (const operation of limited) yield* withoutRetryAfter(operation);
  },
};

function* withoutRetryAfter({ key, responses }: Operation): Iterable<Report> {
  for (const { status, headers, pointer } of responses) {
    if (status !== "429" || headerNamed(headers, "Retry-After") !== undefined) continue;
    yield {
      pointer,
      operation: key,
      message: "429 does not say when to try again.",
      hint: "Declare the `Retry-After` header, in seconds.",
    };
  }
}
