import type { OperationEntry } from "../contract/operations.ts";
import { textOf } from "../contract/raw.ts";

/** How an operation is called in addresses: its operationId, or method and path. */
export function operationSlug(operation: OperationEntry): string {
  return textOf(operation.node, "operationId") ?? operation.id;
}
