import type { Change } from "@surety/model/changes";
import { expect, it } from "vitest";
import { groupChanges } from "./group-changes.ts";

const change = (coordinate: string, pointer: string, operations: string[]): Change => ({
  kind: "response-property-removed",
  level: "breaking",
  category: "wire",
  direction: "response",
  coordinate,
  fingerprint: "b7e1c09a1234",
  message: "`sku` is gone.",
  operations,
  witness: null,
  base: { pointer, line: 1, column: 1 },
  revision: null,
});

const all = [
  change("GET /orders#response.200.items[].sku", "/components/schemas/Item/properties/sku", ["GET /orders", "GET /orders/{}"]),
  change("DELETE /orders/{}", "/paths/~1orders~1{id}/delete", ["DELETE /orders/{}"]),
  change("POST /orders#request.body.items[].id", "/components/schemas/Item/properties/id", ["POST /orders"]),
  change("#servers.a", "/servers/0", []),
];

it("groups by schema, with the operations that it reaches", () => {
  expect(groupChanges(all, "schema").map(({ type, name, changes, operations }) => [type, name, changes.length, operations])).toEqual([
    ["schema", "Item", 2, ["GET /orders", "GET /orders/{}", "POST /orders"]],
    ["operation", "DELETE /orders/{}", 1, ["DELETE /orders/{}"]],
    ["document", "", 1, []],
  ]);
});

it("groups by operation", () => {
  expect(groupChanges(all, "operation").map(({ name }) => name)).toEqual(["GET /orders", "DELETE /orders/{}", "POST /orders", ""]);
});
