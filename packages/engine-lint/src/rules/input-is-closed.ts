import { reachedSchemas } from "../reached-schemas.ts";
import type { Rule } from "../rule.ts";

export const inputIsClosed: Rule = {
  name: "surety-input-is-closed",
  severity: "warning",
  summary: "Objects that clients send do not invite members that nobody declared.",
  why: '`additionalProperties: true` says that any member is welcome. Where the handler copies the body into the model, `{"role": "admin"}` goes along (mass assignment, OWASP API3), and a misspelled member is lost without a word.',
  bad: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {sku: {type: string, maxLength: 9}}, additionalProperties: true}}}}
      responses: {"201": {description: Created}}
`,
  good: `paths:
  /orders:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {sku: {type: string, maxLength: 9}}, additionalProperties: false}}}}
      responses: {"201": {description: Created}}
`,
  fix: "Write `additionalProperties: false`, or leave it out when clients may be newer than the server. Free-form metadata is a member of its own with a schema and a limit: `additionalProperties: {type: string, maxLength: 200}` and `maxProperties`.",
  source: "https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/",
  *check(contract) {
    for (const { schema } of reachedSchemas(contract).request) {
      const extra = schema.additionalProperties;
      if (extra === undefined || extra.never === true || !schema.properties?.size) continue;
      const isAnything =
        extra.ref === undefined &&
        extra.types === undefined &&
        extra.allOf === undefined &&
        extra.anyOf === undefined &&
        extra.oneOf === undefined &&
        extra.enum === undefined;
      if (!isAnything) continue;
      yield {
        pointer: schema.pointer,
        message: "This object takes any member besides the declared ones.",
        hint: "Write `additionalProperties: false`, or give the extra members a schema.",
      };
    }
  },
};
