import type { Rule } from "../rule.ts";

const IGNORED = new Map([
  ["accept", "the media types of the responses"],
  ["content-type", "the media types of the request body"],
  ["authorization", "a security scheme"],
]);

export const headerParametersCount: Rule = {
  name: "surety-header-parameters-count",
  severity: "warning",
  summary: "No header parameter is called Accept, Content-Type or Authorization.",
  why: "OpenAPI ignores parameters with these names, because it has other places for them. What you wrote there is not in the client, not checked, and not what you think is documented.",
  bad: `paths:
  /orders:
    get:
      parameters: [{name: Authorization, in: header, required: true, schema: {type: string}}]
      responses: {"200": {description: Orders}}
`,
  good: `paths:
  /orders:
    get:
      security: [{bearer: []}]
      responses: {"200": {description: Orders}}
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
`,
  fix: "Remove the parameter and describe it where it belongs. FastAPI: depend on `HTTPBearer()` instead of `Header()`.",
  source: "https://spec.openapis.org/oas/v3.1.1.html#parameter-object",
  *check(contract) {
    if (contract.dialect === "swagger-2.0") return;
    for (const { key, parameters } of contract.api.operations) {
      for (const { in: place, name, pointer } of parameters) {
        const belongs = place === "header" ? IGNORED.get(name.toLowerCase()) : undefined;
        if (belongs === undefined) continue;
        yield {
          pointer,
          operation: key,
          message: `OpenAPI ignores a header parameter called \`${name}\`.`,
          hint: `Describe it by ${belongs}.`,
        };
      }
    }
  },
};
