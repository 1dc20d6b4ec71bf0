import type { Rule } from "../rule.ts";

export const securityIsDeclared: Rule = {
  name: "surety-security-is-declared",
  severity: "error",
  summary: "Every security requirement names a scheme that is declared.",
  why: "OpenAPI demands it. A requirement that points nowhere protects nothing in the eyes of tools: generated clients send no credential, gateways that read the contract let everyone in or nobody.",
  bad: `paths:
  /orders:
    get: {security: [{token: []}], responses: {"200": {description: Orders}}}
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
`,
  good: `paths:
  /orders:
    get: {security: [{bearer: []}], responses: {"200": {description: Orders}}}
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
`,
  fix: "Declare the scheme under components.securitySchemes, or correct its name; names are case-sensitive.",
  source: "https://spec.openapis.org/oas/v3.1.1.html#security-requirement-object",
  *check(contract) {
    const { operations, webhooks, securitySchemes } = contract.api;
    for (const { security } of [...operations, ...webhooks]) {
      for (const { schemes, pointer } of security) {
        for (const { name } of schemes) {
          if (securitySchemes.has(name)) continue;
          const known = [...securitySchemes.keys()].slice(0, 5).map((each) => `\`${each}\``);
          yield {
            pointer,
            subject: name,
            message: `The security scheme \`${name}\` is required here and declared nowhere.`,
            hint: known.length === 0 ? "Declare it under components.securitySchemes." : `Declare it, or use one of ${known.join(", ")}.`,
          };
        }
      }
    }
  },
};
