import { declares } from "../declares.ts";
import type { Rule } from "../rule.ts";
import { versionSchemes } from "../version-schemes.ts";

export const versionIsTold: Rule = {
  name: "surety-version-is-told",
  severity: "info",
  summary: "The API has a versioning scheme: in the server's URL, the path, a header or a query parameter.",
  why: "One day a change will break callers. Without a version in the request the old and the new cannot run side by side, and every client must move in the same minute.",
  bad: `servers: [{url: https://api.example.com}]
paths:
  /orders:
    get: {responses: {"200": {description: Orders}}}
`,
  good: `servers: [{url: https://api.example.com/v1}]
paths:
  /orders:
    get: {responses: {"200": {description: Orders}}}
`,
  fix: "The simplest that works: the major version as the first path segment or in the server's URL, and only compatible changes within it.",
  source: "https://google.aip.dev/185",
  *check(contract) {
    if (contract.api.operations.length === 0 || versionSchemes(contract).size > 0) return;
    yield {
      pointer: declares(contract, "", "servers") ? "/servers" : "/info",
      message: "Nothing in a request says which version of this API it is for.",
      hint: "Put the major version into the server's URL, for example `https://api.example.com/v1`.",
    };
  },
};
