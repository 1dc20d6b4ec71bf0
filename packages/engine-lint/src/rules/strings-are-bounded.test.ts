import { expect, test } from "vitest";
import { lintLines, lintPointers } from "../../tests/lint-yaml.ts";
import { stringsAreBounded } from "./strings-are-bounded.ts";

test("enums, formats with a length, files and short patterns are bounded", () => {
  const contract = `
paths:
  /a: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {a: {type: string, enum: [x]}, b: {type: string, format: date-time}, c: {type: string, format: binary}, d: {type: string, pattern: "^[A-Z]{3}$"}, e: {const: x}}}}}}, responses: {"201": {description: ok}}}}
`;
  expect(lintPointers(stringsAreBounded, contract)).toEqual([]);
});

test("a limit beside anyOf counts for its branches; a nullable string keeps its name", () => {
  const contract = `
paths:
  /a: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {a: {maxLength: 5, anyOf: [{type: string}, {type: "null"}]}, b: {anyOf: [{type: string}, {type: "null"}]}, c: {type: string, pattern: "^a+$"}}}}}}, responses: {"201": {description: ok}}}}
`;
  expect(lintLines(stringsAreBounded, contract)).toEqual([
    "/paths/~1a/post/requestBody/content/application~1json/schema/properties/b/anyOf/0: `b` may be of any length.",
    "/paths/~1a/post/requestBody/content/application~1json/schema/properties/c: `c` may be of any length.",
  ]);
});

test("what the server only sends, and readOnly, is not input", () => {
  const contract = `
paths:
  /a:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {id: {type: string, readOnly: true}}}}}}
      responses: {"200": {description: ok, content: {application/json: {schema: {type: string}}}}}
`;
  expect(lintPointers(stringsAreBounded, contract)).toEqual([]);
});

test("a shared schema is one finding, however many bodies have it", () => {
  const contract = `
paths:
  /a: {post: &p {requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}, responses: {"201": {description: ok}}}}
  /b: {post: *p}
components: {schemas: {Order: {type: object, properties: {note: {type: string}, parent: {$ref: "#/components/schemas/Order"}}}}}
`;
  expect(lintPointers(stringsAreBounded, contract)).toEqual(["/components/schemas/Order/properties/note"]);
});
