import { listResponse } from "../list-response.ts";
import { resolveSchema } from "../resolve-schema.ts";
import type { Rule } from "../rule.ts";

export const listsAreObjects: Rule = {
  name: "surety-lists-are-objects",
  severity: "warning",
  summary: "A list is an object with the list in it, not a bare array.",
  why: "An array can never grow a member. The day the list needs a cursor, a total or a warning, the answer becomes an object, and every client breaks.",
  bad: `paths:
  /orders:
    get:
      responses:
        "200": {description: Orders, content: {application/json: {schema: {type: array, items: {type: object}}}}}
`,
  good: `paths:
  /orders:
    get:
      parameters: [{name: cursor, in: query, schema: {type: string}}]
      responses:
        "200":
          description: Orders
          content: {application/json: {schema: {type: object, properties: {items: {type: array, items: {type: object}}, nextCursor: {type: string}}}}}
`,
  fix: "Answer `{items: […]}` from the next version on. FastAPI: a generic `Page[T]` model; Django REST Framework: `DEFAULT_PAGINATION_CLASS` does it for all lists.",
  source: "https://opensource.zalando.com/restful-api-guidelines/#110",
  *check(contract) {
    for (const operation of contract.api.operations) {
      const list = listResponse(operation);
      if (list?.bare !== true) continue;
      yield {
        pointer: resolveSchema(list.media.schema).pointer,
        operation: operation.key,
        message: "The list is a bare array, to which nothing can ever be added.",
        hint: "Answer an object with the array as `items`.",
      };
    }
  },
};
