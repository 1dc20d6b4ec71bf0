import { listResponse, maxItems } from "../list-response.ts";
import { isPaged } from "../page-parameters.ts";
import type { Rule } from "../rule.ts";

export const listsArePaged: Rule = {
  name: "surety-lists-are-paged",
  severity: "warning",
  summary: "A list is given in pages, or says how long it can get.",
  why: "Lists grow. The one that answers in 20 ms with your test data takes the database down with a customer's, and paging added later breaks every client that expects all of it.",
  bad: `paths:
  /orders:
    get:
      responses:
        "200": {description: Orders, content: {application/json: {schema: {type: object, properties: {items: {type: array, items: {type: object}}}}}}}
`,
  good: `paths:
  /orders:
    get:
      parameters:
        - {name: cursor, in: query, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100, default: 20}}
      responses:
        "200":
          description: Orders
          content: {application/json: {schema: {type: object, properties: {items: {type: array, items: {type: object}}, nextCursor: {type: string}}}}}
`,
  fix: "Take a `cursor` and a `limit`, answer the next cursor; cursors stay right while items come and go, page numbers do not. A list that is short by nature says so: `maxItems`.",
  source: "https://google.aip.dev/158",
  *check(contract) {
    for (const operation of contract.api.operations) {
      const list = listResponse(operation);
      if (list === undefined || isPaged(operation) || maxItems(list.array) !== undefined) continue;
      yield {
        pointer: operation.pointer,
        operation: operation.key,
        message: `${operation.key} answers the whole list, however long it gets.`,
        hint: "Take `cursor` and `limit`; or set `maxItems` if it is short by nature.",
      };
    }
  },
};
