import { headerNamed } from "../header-named.ts";
import type { Rule } from "../rule.ts";

export const unauthorizedHasChallenge: Rule = {
  name: "surety-unauthorized-has-challenge",
  severity: "info",
  summary: "A 401 says in WWW-Authenticate which credential it wants.",
  why: 'HTTP demands the header with every 401. By it a client knows whether the token is missing, has expired (`error="invalid_token"`: fetch a new one and retry) or lacks a scope; without it every 401 looks like a wrong password.',
  bad: `paths:
  /orders:
    get: {responses: {"200": {description: Orders}, "401": {description: No valid credential}}}
`,
  good: `paths:
  /orders:
    get:
      responses:
        "200": {description: Orders}
        "401": {description: No valid credential, headers: {WWW-Authenticate: {description: For example Bearer error="invalid_token", schema: {type: string}}}}
`,
  fix: 'Declare one shared 401 response with the header, and refer to it. FastAPI: `HTTPException(401, headers={"WWW-Authenticate": "Bearer"})`; Spring Security and ASP.NET send it already.',
  source: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.2",
  *check(contract) {
    const responses = contract.api.operations.flatMap(({ key, responses: all }) =>
      all.filter(({ status }) => status === "401").map((response) => ({ key, response })),
    );
    const without = responses.filter(({ response }) => headerNamed(response.headers, "WWW-Authenticate") === undefined);
    if (without.length === 0) return;
    if (without.length === responses.length) {
      yield {
        pointer: "/paths",
        subject: "none",
        message: "No 401 of this API says which credential it wants.",
        hint: "Declare `WWW-Authenticate` on a shared 401 response.",
      };
      return;
    }
    for (const { key, response } of without) {
      yield {
        pointer: response.pointer,
        operation: key,
        message: "This 401 has no `WWW-Authenticate`, as others of this API have.",
        hint: "Refer to the shared 401 response.",
      };
    }
  },
};
