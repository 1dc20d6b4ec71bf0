import { readFileSync } from "node:fs";
import { diffContracts } from "@surety/engine-diff/diff-contracts";
import type { Contract } from "@surety/engine-spec/contract";
import { readContract } from "@surety/engine-spec/read-contract";
import { describe, expect, it } from "vitest";
import { type ExampleService, exampleServices } from "./src/example-documents.ts";

function contractsOf({ versions }: ExampleService): readonly [Contract, Contract] {
  const [base, revision] = versions.map(({ version, path }) => {
    const result = readContract(readFileSync(path));
    if (!result.ok) throw new Error(`${version}: ${result.problems[0].message}`);
    return result.contract;
  });
  if (base === undefined || revision === undefined) throw new Error("An example service has two versions.");
  return [base, revision];
}

describe.each(exampleServices)("$service ($framework)", (example) => {
  it("has two contracts that are read without a problem", () => {
    for (const contract of contractsOf(example)) expect(contract.problems).toEqual([]);
  });

  it("has exactly the expected changes from its first version to its second", () => {
    const [base, revision] = contractsOf(example);
    const { changes, partial } = diffContracts(base, revision);
    expect(partial).toBeNull();

    const found = changes.map(({ level, direction, operations }) => ({ level, direction, operations }));
    const expected = example.expectedChanges.map(({ level, direction, operations }) => ({ level, direction, operations }));
    expect(found).toHaveLength(expected.length);
    expect(found).toEqual(expect.arrayContaining(expected));

    for (const { level, operation, coordinateContains } of example.expectedChanges) {
      const change = changes.find((candidate) => candidate.level === level && candidate.coordinate.includes(coordinateContains));
      expect(change?.coordinate.split("#")[0], coordinateContains).toBe(operation);
      expect(change?.witness === null, `${coordinateContains}: a breaking change is proved`).toBe(level === "safe");
    }
  });
});
