import type { Change } from "@surety/model/changes";
import type { Contract } from "@surety/engine-spec/contract";
import { readContract } from "@surety/engine-spec/read-contract";
import { diffContracts } from "../src/diff-contracts.ts";
import type { DiffOptions } from "../src/diff-options.ts";

export type Node = { [name: string]: unknown };

/** Reads a document that is known to be a contract, beside one with which it is to be compared. */
export function read(document: string | Node, like: Contract | null = null): Contract {
  const bytes = new TextEncoder().encode(typeof document === "string" ? document : JSON.stringify(document));
  const result = readContract(bytes, {}, like);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.contract;
}

export function changesOf(base: string | Node, revision: string | Node, options: DiffOptions = {}): readonly Change[] {
  const old = read(base);
  return diffContracts(old, read(revision, old), options).changes;
}

/** `level kind coordinate` of each change. */
export function outline(changes: readonly Change[]): string[] {
  return changes.map(({ level, kind, coordinate }) => `${level} ${kind} ${coordinate}`);
}

/** A document with the given paths and components. */
export function api(paths: Node, more: Node = {}): Node {
  return { openapi: "3.1.0", info: { title: "Orders", version: "1" }, paths, ...more };
}

const json = (schema: unknown): Node => ({ content: { "application/json": { schema } } });

/** One operation that receives a schema and answers with one. */
export function exchange(request: unknown, response: unknown, more: Node = {}): Node {
  return api(
    {
      "/orders": {
        post: { requestBody: { required: true, ...json(request) }, responses: { "200": { description: "ok", ...json(response) } } },
      },
    },
    more,
  );
}
