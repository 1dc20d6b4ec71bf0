import type { Pointer } from "@surety/model/pointer";
import type { Contract } from "@surety/engine-spec/contract";
import { rawNodeAt } from "./raw-node-at.ts";

/** Whether the object at a pointer has the member itself, as written. */
export function declares(contract: Contract, pointer: Pointer, member: string): boolean {
  const node = rawNodeAt(contract.document, pointer);
  return node !== undefined && node !== null && typeof node === "object" && !Array.isArray(node) && Object.hasOwn(node, member);
}
