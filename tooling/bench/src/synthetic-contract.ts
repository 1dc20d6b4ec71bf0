/** A contract of `operations` operations, each with schemas of its own and some that all share; in the revision one in ten differs. */
export function syntheticContract(operations: number, isRevision: boolean): string {
  const paths: Record<string, unknown> = {};
  const schemas: Record<string, unknown> = { Error: object({ code: { type: "string" }, message: { type: "string", maxLength: 500 } }) };
  for (let index = 0; index < operations; index += 1) {
    const changed = isRevision && index % 10 === 0;
    schemas[`Item${index}`] = object({
      id: { type: "string", format: "uuid" },
      count: { type: "integer", minimum: changed ? 1 : 0 },
      state: { type: "string", enum: ["open", "closed", ...(changed ? ["lost"] : [])] },
      labels: { type: "array", items: { type: "string", maxLength: 40 } },
      parent: { $ref: `#/components/schemas/Item${Math.floor(index / 2)}` },
    });
    const item = { "application/json": { schema: { $ref: `#/components/schemas/Item${index}` } } };
    paths[`/items-${index}/{id}`] = {
      put: {
        operationId: `putItem${index}`,
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "string" } },
          { name: "expand", in: "query", schema: { type: "boolean" } },
        ],
        requestBody: { required: true, content: item },
        responses: {
          "200": { description: "The item", content: item },
          "404": { description: "None", content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } } },
        },
      },
    };
  }
  return JSON.stringify({ openapi: "3.0.3", info: { title: "Synthetic", version: "1" }, paths, components: { schemas } });
}

function object(properties: Record<string, unknown>): unknown {
  return { type: "object", required: Object.keys(properties).slice(0, 2), properties };
}
