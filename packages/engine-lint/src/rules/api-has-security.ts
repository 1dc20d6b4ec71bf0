import type { Rule } from "../rule.ts";

const WRITES = ["POST", "PUT", "PATCH", "DELETE"];

export const apiHasSecurity: Rule = {
  name: "surety-api-has-security",
  severity: "warning",
  summary: "An API that can change something says who may.",
  why: "A contract without security schemes says that anyone may write. Either that is true, and dangerous, or the contract is silent on what every caller must know first.",
  bad: `paths:
  /orders:
    post: {responses: {"201": {description: Created}}}
`,
  good: `paths:
  /orders:
    post: {responses: {"201": {description: Created}}}
security: [{bearer: []}]
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
`,
  fix: "Declare the scheme under components.securitySchemes and require it at the top: `security: [{bearer: []}]`. FastAPI does both when a route depends on a class of `fastapi.security`. Public on purpose? Say so at the top: `security: []`.",
  source: "https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/",
  *check(contract) {
    const { securitySchemes, operations } = contract.api;
    if (
      securitySchemes.size > 0 ||
      Object.hasOwn(contract.document, "security") ||
      !operations.some(({ method }) => WRITES.includes(method))
    )
      return;
    yield {
      pointer: "/paths",
      message: "The API can change things, and does not say who may.",
      hint: "Declare a security scheme and require it: `security: [{bearer: []}]`.",
    };
  },
};
