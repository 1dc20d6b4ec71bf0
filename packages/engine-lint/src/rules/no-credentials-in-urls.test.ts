import { expect, test } from "vitest";
import { lintLines, lintPointers } from "../../tests/lint-yaml.ts";
import { noCredentialsInUrls } from "./no-credentials-in-urls.ts";

test("page tokens and ids of sessions in a path are none", () => {
  const contract = `
paths:
  /sessions/{session_id}:
    get:
      parameters: [{name: session_id, in: path, required: true, schema: {type: string}}, {name: page_token, in: query, schema: {type: string}}, {name: api_key, in: header, schema: {type: string}}]
      responses: {"200": {description: ok}}
`;
  expect(lintPointers(noCredentialsInUrls, contract)).toEqual([]);
});

test("an apiKey scheme in the query is one", () => {
  const contract = `
components: {securitySchemes: {key: {type: apiKey, in: query, name: k}}}
`;
  expect(lintLines(noCredentialsInUrls, contract)).toEqual([
    "/components/securitySchemes/key: The credential `key` is sent in the URL, as `?k=…`.",
  ]);
});
