import { declares } from "../declares.ts";
import { needsCredential } from "../needs-credential.ts";
import type { Rule } from "../rule.ts";

const WRITES = ["POST", "PUT", "PATCH", "DELETE"];

export const writesAreSecured: Rule = {
  name: "surety-writes-are-secured",
  severity: "error",
  summary: "Every write needs a credential, or says that it is public.",
  why: "In an API that knows credentials, a write without one is nearly always forgotten: the route was added, the decorator was not. Attackers look for exactly these (OWASP API2 and API5).",
  bad: `paths:
  /orders:
    post: {responses: {"201": {description: Created}}}
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
`,
  good: `paths:
  /orders:
    post: {responses: {"201": {description: Created}}}
  /sessions:
    post: {security: [], responses: {"201": {description: Signed in}}}
security: [{bearer: []}]
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
`,
  fix: "Require the scheme for the whole API at the top level, and write `security: []` at the few operations that are public on purpose, as sign-in is.",
  source: "https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/",
  *check(contract) {
    const { operations, securitySchemes } = contract.api;
    if (securitySchemes.size === 0) return;
    const publicByDefault = Object.hasOwn(contract.document, "security");
    for (const operation of operations) {
      const { key, method, pointer } = operation;
      if (!WRITES.includes(method) || needsCredential(operation)) continue;
      if (declares(contract, pointer, "security") ? operation.security.length === 0 : publicByDefault && operation.security.length === 0)
        continue;
      yield {
        pointer,
        operation: key,
        message:
          operation.security.length === 0
            ? `${key} changes something and needs no credential.`
            : `${key} changes something, and its credential is optional.`,
        hint: "Require a security scheme; if it is public on purpose, say so with `security: []`.",
      };
    }
  },
};
