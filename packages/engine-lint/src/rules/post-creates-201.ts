import { joinPointer } from "@surety/model/pointer";
import { collectionPaths, contractPaths } from "../contract-paths.ts";
import type { Rule } from "../rule.ts";

export const postCreates201: Rule = {
  name: "surety-post-creates-201",
  severity: "warning",
  summary: "A POST to a collection answers 201 for what it created, or 202 for what it will.",
  why: "201 tells a client, a gateway and a retry that a new resource exists now. 200 says only that something went well: nobody can tell a create from a search.",
  bad: `paths:
  /orders:
    post: {responses: {"200": {description: The new order}}}
  /orders/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: One order}}
`,
  good: `paths:
  /orders:
    post:
      responses:
        "201": {description: The new order, headers: {Location: {schema: {type: string, format: uri-reference}}}}
  /orders/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: One order}}
`,
  fix: "Answer 201 with the resource and its Location. FastAPI: `status_code=201`; APIFlask: `@app.output(OrderOut, status_code=201)`. Work that continues after the answer: 202 with the URL of its status.",
  source: "https://www.rfc-editor.org/rfc/rfc9110.html#section-9.3.3",
  *check(contract) {
    const collections = collectionPaths(contract);
    const posts = contractPaths(contract).flatMap(({ anonymous, operations }) =>
      collections.has(anonymous) ? operations.filter(({ method }) => method === "POST") : [],
    );
    for (const { key, path, responses, pointer } of posts) {
      const plain = responses.find(({ status }) => status === "200");
      if (plain === undefined || responses.some(({ status }) => ["201", "202", "2XX"].includes(status))) continue;
      yield {
        pointer: joinPointer(pointer, "responses", plain.status),
        operation: key,
        message: `\`${path}\` holds items, and POST to it answers 200 where 201 says that one was created.`,
        hint: "Answer 201 with a Location header; 202 when the work goes on.",
      };
    }
  },
};
