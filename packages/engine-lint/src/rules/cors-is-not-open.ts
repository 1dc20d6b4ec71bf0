import type { Header, Operation } from "@surety/engine-spec/api";
import type { Contract } from "@surety/engine-spec/contract";
import { headerNamed } from "../header-named.ts";
import { resolveSchema } from "../resolve-schema.ts";
import type { Rule } from "../rule.ts";

export const corsIsNotOpen: Rule = {
  name: "surety-cors-is-not-open",
  severity: "error",
  summary: "Where cookies are the credential, not every origin may call.",
  why: "With `Access-Control-Allow-Origin: *` and a session cookie, browsers either refuse the answer or, where the server reflects the origin to make it work, let any web page act as the signed-in user.",
  bad: `paths:
  /orders:
    get:
      security: [{session: []}]
      responses:
        "200":
          description: Orders
          headers: {Access-Control-Allow-Origin: {schema: {type: string, enum: ["*"]}}}
components:
  securitySchemes:
    session: {type: apiKey, in: cookie, name: sid}
`,
  good: `paths:
  /orders:
    get:
      security: [{session: []}]
      responses:
        "200":
          description: Orders
          headers: {Access-Control-Allow-Origin: {schema: {type: string, enum: [https://app.example.com]}}}
components:
  securitySchemes:
    session: {type: apiKey, in: cookie, name: sid}
`,
  fix: "Answer with the origins that you know, and `Vary: Origin`; or take a bearer token, which no browser sends by itself.",
  source: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
  *check(contract) {
    for (const operation of contract.api.operations) {
      for (const { headers } of operation.responses) {
        const origin = headerNamed(headers, "Access-Control-Allow-Origin");
        if (origin === undefined || !isAny(origin)) continue;
        if (headerNamed(headers, "Access-Control-Allow-Credentials") === undefined && !usesCookies(contract, operation)) continue;
        yield {
          pointer: origin.pointer,
          operation: operation.key,
          message: "Every web page may call this with the cookies of its visitor.",
          hint: "Name the origins instead of `*`.",
        };
      }
    }
  },
};

function isAny({ schema }: Header): boolean {
  const { enum: values, default: fallback, examples } = resolveSchema(schema);
  return (values ?? [fallback, ...(examples ?? [])]).some((value) => value === "*");
}

function usesCookies(contract: Contract, { security }: Operation): boolean {
  return security.some(({ schemes }) => schemes.some(({ name }) => contract.api.securitySchemes.get(name)?.in === "cookie"));
}
