import { expect, test } from "vitest";
import { lintPointers } from "../../tests/lint-yaml.ts";
import { enumsHaveOneCasing } from "./enums-have-one-casing.ts";

test("single words, two values, and values that are no words", () => {
  const contract = `
paths:
  /orders:
    get:
      responses:
        "200": {description: ok, content: {application/json: {schema: {type: object, properties: {a: {type: string, enum: [open, closed, in_progress]}, b: {type: string, enum: [in_progress, onHold]}, c: {type: string, enum: [text/html, image/png, isOpen]}, d: {type: string, enum: [GET, POST, get_all]}}}}}}
`;
  expect(lintPointers(enumsHaveOneCasing, contract)).toEqual([]);
});
