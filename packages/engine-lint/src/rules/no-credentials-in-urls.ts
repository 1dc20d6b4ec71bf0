import type { Rule } from "../rule.ts";

const SECRET_NAME =
  /^(?:x[-_])?(?:access[-_]?token|api[-_]?key|auth[-_]?token|bearer[-_]?token|password|passwd|pwd|client[-_]?secret|secret|secret[-_]?key|private[-_]?key|jwt|session[-_]?token)$/i;
/** In a query it opens the session; in a path it may just be the name of one. */
const QUERY_SECRET_NAME = /^(?:session[-_]?id|sid|phpsessid|jsessionid)$/i;

export const noCredentialsInUrls: Rule = {
  name: "surety-no-credentials-in-urls",
  severity: "error",
  summary: "No credential is part of a URL.",
  why: "URLs are written down everywhere: access logs, proxies, browser history, Referer headers, error trackers, chat. A credential in one is a credential in all of them.",
  bad: `paths:
  /orders:
    get:
      parameters: [{name: api_key, in: query, schema: {type: string}}]
      responses: {"200": {description: Orders}}
`,
  good: `paths:
  /orders:
    get:
      security: [{key: []}]
      responses: {"200": {description: Orders}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Api-Key}
`,
  fix: "Take it in the Authorization header, and revoke the keys that were sent in URLs. A link that must carry a secret (a download, a confirmation) carries one that is short-lived and works once.",
  source: "https://www.rfc-editor.org/rfc/rfc9110.html#section-17.9",
  *check(contract) {
    for (const { name, type, in: place, parameterName, pointer } of contract.api.securitySchemes.values()) {
      if (type !== "apiKey" || place !== "query") continue;
      yield {
        pointer,
        message: `The credential \`${name}\` is sent in the URL, as \`?${parameterName ?? name}=…\`.`,
        hint: "Take it in a header: `in: header`.",
      };
    }
    for (const { key, parameters } of contract.api.operations) {
      for (const { name, in: place, pointer } of parameters) {
        const isSecret =
          place === "query" ? SECRET_NAME.test(name) || QUERY_SECRET_NAME.test(name) : place === "path" && SECRET_NAME.test(name);
        if (!isSecret) continue;
        yield {
          pointer,
          operation: key,
          message: `\`${name}\` is a credential, and sent in the URL.`,
          hint: "Take it in the Authorization header, or in the body of a POST.",
        };
      }
    }
  },
};
