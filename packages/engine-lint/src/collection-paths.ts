import type { Contract } from "@surety/engine-spec/contract";
import { anonymousPath } from "./path-segments.ts";

/** Anonymous paths that have an item below them: `/orders` when there is `/orders/{id}`. */
export function collectionPaths(contract: Contract): ReadonlySet<string> {
  const collections = new Set<string>();
  for (const { path } of contract.api.operations) {
    const anonymous = anonymousPath(path);
    if (anonymous.endsWith("/{}")) collections.add(anonymous.slice(0, -3));
  }
  return collections;
}
