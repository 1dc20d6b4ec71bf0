import type { Pointer } from "@surety/model/pointer";
import type { Operation } from "@surety/engine-spec/api";
import type { Contract } from "@surety/engine-spec/contract";
import { continuesPath, pathSegments, type PathSegment } from "./path-segments.ts";

/** A path that has operations. */
export interface ContractPath {
  /** As written. */
  readonly path: string;
  readonly pointer: Pointer;
  readonly segments: readonly PathSegment[];
  /** Parameters anonymous, no trailing slash. */
  readonly anonymous: string;
  readonly operations: readonly Operation[];
}

const known = new WeakMap<Contract, readonly ContractPath[]>();

/** The paths of a contract in document order, taken apart once for all rules. */
export function contractPaths(contract: Contract): readonly ContractPath[] {
  const paths = known.get(contract) ?? collect(contract.api.operations);
  known.set(contract, paths);
  return paths;
}

/** Anonymous paths that have an item below them: `/orders` when there is `/orders/{id}`. */
export function collectionPaths(contract: Contract): ReadonlySet<string> {
  const items = contractPaths(contract).filter(({ segments }) => {
    const last = segments.at(-1);
    return last?.isParameter === true && !continuesPath(last);
  });
  return new Set(items.map(({ anonymous }) => anonymous.slice(0, -3)));
}

function collect(operations: readonly Operation[]): ContractPath[] {
  const byPath = new Map<string, ContractPath & { operations: Operation[] }>();
  for (const operation of operations) {
    const entry = byPath.get(operation.path);
    if (entry !== undefined) {
      entry.operations.push(operation);
      continue;
    }
    const segments = pathSegments(operation.path);
    byPath.set(operation.path, {
      path: operation.path,
      pointer: operation.pathPointer,
      segments,
      anonymous: segments.at(-1)?.prefix ?? "/",
      operations: [operation],
    });
  }
  return [...byPath.values()];
}
