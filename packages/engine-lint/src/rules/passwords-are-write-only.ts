import { NamePattern } from "../name-pattern.ts";
import { reachedSchemas } from "../reached-schemas.ts";
import type { Rule } from "../rule.ts";

const PASSWORD = new NamePattern(
  /^(?:(?:user|new|old|current|hashed|encrypted)[_-]?)?(?:password|passwd|passphrase)(?:[_-]?(?:hash|digest|salt))?$|^(?:cvv|cvc|cvv2)$/i,
);

export const passwordsAreWriteOnly: Rule = {
  name: "surety-passwords-are-write-only",
  severity: "warning",
  summary: "No response has a password, its hash, or a card's security code.",
  why: "What a response can show ends up in browser caches, logs and screenshots. Nearly always the database's record was sent as it is: look what else is in it (OWASP API3).",
  bad: `paths:
  /users/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200": {description: One user, content: {application/json: {schema: {type: object, properties: {name: {type: string}, password: {type: string}}}}}}
`,
  good: `paths:
  /users/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200": {description: One user, content: {application/json: {schema: {type: object, properties: {name: {type: string}, password: {type: string, writeOnly: true}}}}}}
`,
  fix: "Mark it `writeOnly: true`, or better give what is sent and what is answered a schema each. Pydantic: a model without the field as `response_model`; Django REST Framework: `write_only=True`.",
  source: "https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/",
  *check(contract) {
    for (const { schema, name } of reachedSchemas(contract).response) {
      if (name === undefined || schema.types?.has("string") !== true || schema.enum !== undefined || !PASSWORD.test(name)) continue;
      yield {
        pointer: schema.pointer,
        message: `Responses show \`${name}\`.`,
        hint: "Mark it `writeOnly: true`, or leave it out of the response's schema.",
      };
    }
  },
};
