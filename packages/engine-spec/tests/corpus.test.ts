import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readContract } from "../src/read-contract.ts";
import { summarizeContract } from "../src/summarize-contract.ts";
import type { Contract } from "../src/contract.ts";
import type { Schema } from "../src/schema.ts";
import { corpusBytes, hasCorpus } from "./read.ts";

function contractAt(path: string): Contract {
  const result = readContract(corpusBytes(path));
  if (!result.ok) throw new Error(`${path}: ${result.problems[0].message}`);
  return result.contract;
}

describe.skipIf(!hasCorpus)("real documents", () => {
  it.each<[string, string, string, number, number]>([
    ["petstore.json", "openapi-3.0", "json", 3, 3],
    ["github.json", "openapi-3.0", "json", 1223, 969],
    ["stripe.json", "openapi-3.0", "json", 468, 819],
    ["stripe.yaml", "openapi-3.0", "yaml", 468, 819],
    ["openai.json", "openapi-3.1", "json", 288, 1422],
    ["kubernetes.json", "swagger-2.0", "json", 1123, 771],
    ["twilio.json", "openapi-3.0", "json", 197, 148],
  ])("%s is read whole, without a problem", (name, dialect, syntax, operations, schemas) => {
    const contract = contractAt(`documents/${name}.gz`);
    expect(contract).toMatchObject({ dialect, syntax });
    expect(contract.problems).toEqual([]);
    expect(contract.api.operations).toHaveLength(operations);
    expect(contract.api.schemas.size).toBe(schemas);
    const { operations: listed } = summarizeContract(contract);
    expect(listed).toHaveLength(operations + contract.api.webhooks.length);
    expect(new Set(listed.map(({ key }) => key)).size).toBe(listed.length);
  });

  it("keep one node for one place, and references between nodes of the graph", () => {
    const { api } = contractAt("documents/stripe.json.gz");
    const byPointer = new Map<string, Schema>();
    const seen = new Set<Schema>(api.schemas.values());
    for (const schema of seen) {
      expect(byPointer.get(schema.pointer) ?? schema).toBe(schema);
      byPointer.set(schema.pointer, schema);
      // In 3.0 a reference has no siblings, and null is let in by a synthetic arm at the same pointer.
      if (schema.ref) expect(Object.keys(schema).sort()).toEqual(["pointer", "ref", "refText"]);
      for (const inner of [
        schema.ref,
        schema.items,
        schema.additionalProperties,
        ...(schema.properties?.values() ?? []),
        ...(schema.allOf ?? []),
        ...(schema.oneOf ?? []),
      ])
        if (inner) seen.add(inner);
    }
    expect(seen.size).toBeGreaterThan(5_000);
  });

  it.each(hasCorpus ? readdirSync(new URL("../../../../shared/corpus/pairs", import.meta.url)) : [])(
    "the pair %s is read, and its two digests differ",
    (pair) => {
      const syntax = readdirSync(new URL(`../../../../shared/corpus/pairs/${pair}`, import.meta.url))[0]?.includes("yaml")
        ? "yaml"
        : "json";
      const [base, revision] = ["base", "revision"].map((side) => contractAt(`pairs/${pair}/${side}.${syntax}.gz`));
      expect(base?.contractDigest).not.toBe(revision?.contractDigest);
      for (const { code, message } of [...(base?.problems ?? []), ...(revision?.problems ?? [])])
        expect(["dangling-ref", "duplicate-operation", "number-precision", "wrong-type", "duplicate-parameter"], message).toContain(code);
    },
  );

  it("the small cases of changes are read", () => {
    interface Case {
      readonly id: string;
      readonly base: { readonly text: string };
      readonly revision: { readonly text: string };
    }
    const { cases } = JSON.parse(new TextDecoder().decode(corpusBytes("changes/cases.json.gz"))) as { cases: Case[] };
    const refused = cases.flatMap(({ id, base, revision }) =>
      [base.text, revision.text].flatMap((text) => {
        const result = readContract(new TextEncoder().encode(text));
        return result.ok ? [] : [`${id}: ${result.problems[0].message}`];
      }),
    );
    expect(refused).toEqual([]);
  });
});
