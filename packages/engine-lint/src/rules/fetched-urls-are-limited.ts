import { NamePattern } from "../name-pattern.ts";
import { reachedSchemas } from "../reached-schemas.ts";
import type { Rule } from "../rule.ts";

/** Names of URLs that a server calls itself. */
const FETCHED = new NamePattern(
  /(?:^|[_-])(?:callback|webhook|hook|notify|notification|postback|ping|fetch|import|source|download)[_-]?ur[il]$/i,
  /(?:^|[a-z])(?:[Cc]allback|[Ww]ebhook|[Nn]otify|[Nn]otification|[Pp]ostback|[Ff]etch|[Ii]mport|[Dd]ownload)U(?:rl|ri|RL|RI)$/,
);

export const fetchedUrlsAreLimited: Rule = {
  name: "surety-fetched-urls-are-limited",
  severity: "hint",
  summary: "A URL that the server will call itself says which URLs are allowed.",
  why: "Whoever may name the URL makes your server send the request, from inside your network: to the metadata service of the cloud, to the database's admin page (server-side request forgery, OWASP API7). The contract is where the limit becomes visible and tested.",
  bad: `paths:
  /subscriptions:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {callback_url: {type: string, format: uri, maxLength: 500}}}}}}
      responses: {"201": {description: Created}}
`,
  good: `paths:
  /subscriptions:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {callback_url: {type: string, format: uri, maxLength: 500, pattern: "^https://"}}}}}}
      responses: {"201": {description: Created}}
`,
  fix: "Add `pattern: ^https://` at least; best an enum or a pattern of the hosts that you know. In code: resolve the name, refuse private and link-local addresses, connect to the address that you judged, follow no redirect.",
  source: "https://owasp.org/API-Security/editions/2023/en/0xa7-server-side-request-forgery/",
  *check(contract) {
    for (const { schema, name, combinedIn } of reachedSchemas(contract).request) {
      if (name === undefined || schema.types?.has("string") !== true || !FETCHED.test(name)) continue;
      if ([schema, combinedIn].some((part) => part?.pattern !== undefined || part?.enum !== undefined)) continue;
      yield {
        pointer: schema.pointer,
        message: `\`${name}\` is a URL that the server calls, and any URL is allowed.`,
        hint: "Add a `pattern`, at least `^https://`.",
      };
    }
  },
};
