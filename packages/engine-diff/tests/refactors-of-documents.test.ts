import { describe, expect, test } from "vitest";
import { diffContracts } from "../src/diff-contracts.ts";
import { listCorpus, readCorpusText } from "./corpus.ts";
import { outline, read } from "./diff.ts";
import type { Node } from "./diff.ts";
import { Dice } from "./dice.ts";
import { REFACTORS } from "./document-refactors.ts";

/** Compositions for each document: `REFACTOR_RUNS=200` is the long run, over the large documents as well. */
const RUNS = Number(process.env["REFACTOR_RUNS"] ?? 6);
const SEED = Number(process.env["REFACTOR_SEED"] ?? 1);
const ONLY = process.env["REFACTOR_DOCUMENT"] ?? "";
const LARGE = RUNS > 6;

function documents(): readonly (readonly [string, () => Node])[] {
  const of = (path: string) => (): Node => read(readCorpusText(path) ?? "").document as Node;
  const all = [
    ...listCorpus("documents/")
      .filter((file) => !/kubernetes|yaml/.test(file))
      .map((file) => [file, of(`documents/${file}`)] as const),
    ...listCorpus("pairs/").flatMap((pair) =>
      listCorpus(`pairs/${pair}/`).map((file) => [`${pair}/${file}`, of(`pairs/${pair}/${file}`)] as const),
    ),
  ];
  return all.filter(([name]) => (LARGE || /petstore|adyen-webhook/.test(name)) && name.includes(ONLY));
}

/** Applies `steps` by name, from a seed. */
function refactored(document: Node, steps: readonly string[], seed: number): Node {
  const copy: Node = JSON.parse(JSON.stringify(document));
  const dice = new Dice(seed);
  for (const step of steps) REFACTORS[step]?.(copy, dice);
  return copy;
}

/** Block style, with an anchor where a part was written before, and merge keys for the rest of some objects. */
function asYaml(document: Node, dice: Dice): string {
  const anchors = new Map<string, string>();
  let count = 0;
  const write = (value: unknown, indent: string): string => {
    if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return ` ${JSON.stringify(value)}`;
    const text = JSON.stringify(value);
    const known = anchors.get(text);
    if (known !== undefined && dice.roll(2) === 0) return ` *${known}`;
    const name = `a${(count += 1)}`;
    const inner = `${indent}  `;
    const entries = Object.entries(value);
    const lines = Array.isArray(value)
      ? value.map((item) => `\n${inner}-${write(item, inner)}`)
      : dice.roll(8) === 0
        ? [
            `\n${inner}<<:${write(Object.fromEntries(entries.slice(1)), inner)}`,
            ...entries.slice(0, 1).map(([key, item]) => `\n${inner}? ${JSON.stringify(key)}\n${inner}:${write(item, inner)}`),
          ]
        : entries.map(([key, item]) => `\n${inner}? ${JSON.stringify(key)}\n${inner}:${write(item, inner)}`);
    anchors.set(text, name);
    return ` &${name}${lines.join("")}`;
  };
  return Object.entries(document)
    .map(([key, value]) => `${JSON.stringify(key)}:${write(value, "")}\n`)
    .join("");
}

const names = Object.keys(REFACTORS);
const found = documents();

describe.skipIf(found.length === 0).each(found.length > 0 ? found : [["no corpus", (): Node => ({})] as const])("%s", (_name, load) => {
  test.each(names.map((name) => [name]))("%s is silent", { timeout: 120_000 }, (step) => {
    const document = load();
    const base = read(document);
    const revision = read(refactored(document, LARGE ? [step] : [step, step], SEED));
    expect(outline(diffContracts(base, revision).changes)).toEqual([]);
    expect(revision.contractDigest).toBe(base.contractDigest);
  });

  test("YAML with anchors and merge keys is silent", { timeout: 120_000 }, () => {
    const document = JSON.parse(JSON.stringify(load()));
    const [base, revision] = [read(document), read(asYaml(document, new Dice(SEED)))];
    expect(revision.syntax).toBe("yaml");
    expect(outline(diffContracts(base, revision).changes)).toEqual([]);
    expect(revision.contractDigest).toBe(base.contractDigest);
  });

  test("compositions are silent", { timeout: 3_600_000 }, () => {
    const document = load();
    const base = read(document);
    for (let run = 0; run < RUNS; run += 1) {
      const seed = SEED * 1_000_000 + run;
      const dice = new Dice(seed);
      const steps = Array.from({ length: 1 + dice.roll(10) }, () => dice.pick(names) ?? "");
      const revision = read(refactored(document, steps, seed));
      const [forth, back] = [diffContracts(base, revision), diffContracts(revision, base)];
      expect([...outline(forth.changes), ...outline(back.changes)], `${seed}: ${steps.join()}`).toEqual([]);
      expect(revision.contractDigest, `${seed}: ${steps.join()}`).toBe(base.contractDigest);
    }
  });
});
