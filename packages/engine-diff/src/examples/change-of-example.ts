import type { Change } from "@surety/model/changes";
import type { Contract } from "@surety/engine-spec/contract";
import { readContract } from "@surety/engine-spec/read-contract";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { diffContracts } from "../diff-contracts.ts";
import type { DiffOptions } from "../diff-options.ts";
import { exampleDocument } from "./example.ts";
import { exampleOf, exampleOptionsOf } from "./example-of.ts";

export interface ExampleChange {
  readonly change: Change;
  readonly options: DiffOptions;
  /** Kinds that are reported beside it. */
  readonly besides: readonly string[];
}

/** What a comparison says about the example of a kind, with its proof; null when the kind has no example. */
export function changeOfExample(kind: string): ExampleChange | null {
  const example = exampleOf(kind);
  if (example === null) return null;
  const options = exampleOptionsOf(kind);
  const [base, revision] = [example.base, example.revision].map((fragment) => read(exampleDocument(example.place, fragment)));
  if (base === undefined || revision === undefined) return null;
  const { changes } = diffContracts(base, revision, options);
  const change = changes.find((found) => found.kind === kind);
  if (change === undefined) return null;
  return { change, options, besides: [...new Set(changes.map((found) => found.kind))].filter((other) => other !== kind) };
}

function read(document: string): Contract {
  const result = readContract(utf8ToBytes(document));
  if (!result.ok) throw new Error(`An example is no contract: ${result.problems[0].message}`);
  return result.contract;
}
