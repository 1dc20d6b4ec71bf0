const order = { type: "object", required: ["id", "sku"], properties: { id: { type: "string" }, sku: { type: "string" } } };

const contract = (properties: object, paths: object = {}) =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Orders", version: "1" },
    paths: {
      "/orders/{id}": {
        get: {
          operationId: "getOrder",
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          responses: {
            200: {
              description: "The order",
              content: { "application/json": { schema: { ...order, properties: { id: order.properties.id, ...properties } } } },
            },
          },
        },
      },
      ...paths,
    },
  });

/** A contract; the same with an operation more; and one without the operation that clients use. */
export const base = contract({ sku: order.properties.sku });
export const additive = contract({ sku: order.properties.sku }, { "/health": { get: { responses: { 200: { description: "Well" } } } } });
export const breaking = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "Orders", version: "1" },
  paths: { "/health": { get: { responses: { 200: { description: "Well" } } } } },
});
