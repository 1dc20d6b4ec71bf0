import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { propertiesOneCasing } from "./properties-one-casing.ts";

test("requests and answers may each have their habit, and acronyms take no side", () => {
  const contract = `
paths:
  /a:
    post:
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {FriendlyName: {type: string}, StatusCallback: {type: string}, URL: {type: string}}}}}}
      responses: {"200": {description: ok, content: {application/json: {schema: {type: object, properties: {friendly_name: {type: string}, status_callback: {type: string}}}}}}}
`;
  expect(lintPointers(propertiesOneCasing, contract)).toEqual([]);
});
