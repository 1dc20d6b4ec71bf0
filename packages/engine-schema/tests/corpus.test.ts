import { describe, expect, test } from "vitest";
import type { Json } from "@surety/model/json";
import { Comparer, subsumes } from "../src/comparer.ts";
import { accepts } from "../src/evaluate.ts";
import { SchemaIndex } from "../src/schema-index.ts";
import { readCorpus } from "./corpus.ts";
import { fromJsonSchema } from "./from-json-schema.ts";
import { ajvOracle } from "./oracles.ts";

interface Row {
  readonly file: string;
  readonly id: number;
  readonly a: Json;
  readonly b: Json;
  readonly aSubsetOfB: boolean;
  readonly bSubsetOfA?: boolean;
}

interface Group {
  readonly description: string;
  readonly schema: Json;
  readonly tests: readonly { readonly description: string; readonly data: Json; readonly valid: boolean }[];
}

const containment = readCorpus<readonly Row[]>("json-schema/containment-2020-12.json.gz");
const suite = readCorpus<{ readonly [path: string]: readonly Group[] }>("json-schema/test-suite-2020-12.json.gz");

/**
 * Rows whose expected answer is wrong: when they were derived, an identifier was renamed on one side only, inside an
 * enum where it is data, a negation was lost, or a reference to the whole schema came to mean its negation.
 */
const WRONG_ROWS = new Set([
  "nonvalid/ref.json 14 ab",
  "universal/ref.json 12 ba",
  "universal/anchor.json 4 ba",
  "universal/id.json 2 ba",
  "unsatisfiable/anchor.json 4 ab",
  "unsatisfiable/id.json 2 ab",
  "unsatisfiable/ref.json 15 ab",
  "universal/dynamicRef.json 1 ba",
  "universal/dynamicRef.json 9 ba",
]);

describe.skipIf(containment === null)("known answers about containment", () => {
  test("none is contradicted, and at least 97 % of the mandatory ones are decided", { timeout: 120_000 }, () => {
    const rows = (containment ?? []).filter(({ file }) => !file.includes("/optional/") && !file.includes("format"));
    const wrong: string[] = [];
    let decided = 0;
    let total = 0;
    for (const { file, id, a, b, aSubsetOfB, bSubsetOfA } of rows) {
      const questions = [["ab", a, b, aSubsetOfB] as const, ...(bSubsetOfA === undefined ? [] : [["ba", b, a, bSubsetOfA] as const])];
      for (const [way, left, right, expected] of questions) {
        total += 1;
        const answer = subsumes(fromJsonSchema(left), fromJsonSchema(right));
        if (answer.answer === "unknown") continue;
        decided += 1;
        if ((answer.answer === "yes") !== expected) wrong.push(`${file} ${id} ${way}`);
      }
    }
    expect(new Set(wrong)).toEqual(WRONG_ROWS);
    expect(decided / total).toBeGreaterThan(0.97);
  });

  test("where an expected answer is wrong, another validator confirms our witness", () => {
    for (const { file, id, a, b } of containment ?? []) {
      for (const [way, left, right] of [
        ["ab", a, b],
        ["ba", b, a],
      ] as const) {
        if (!WRONG_ROWS.has(`${file} ${id} ${way}`)) continue;
        const answer = subsumes(fromJsonSchema(left), fromJsonSchema(right));
        if (answer.answer !== "no" || /ref\.json$/i.test(file)) continue;
        expect([ajvOracle(left)(answer.witness), ajvOracle(right)(answer.witness)]).toEqual([true, false]);
      }
    }
  });
});

describe.skipIf(suite === null)("the JSON Schema test suite", () => {
  const files = Object.entries(suite ?? {}).filter(
    ([path]) =>
      path.startsWith("tests/draft2020-12/") && !path.includes("optional") && !path.includes("format") && !path.includes("vocabulary"),
  );

  test.each(files.length > 0 ? files : [["no corpus", []] as const])("%s: values, and subsumption of its own schemas", (_path, content) => {
    const comparer = new Comparer();
    const index = new SchemaIndex();
    const groups = content
      .map((group) => ({ ...group, read: fromJsonSchema(group.schema) }))
      .filter(({ read }) => !index.hasUnsupported(read));
    for (const { read, tests, description } of groups) {
      for (const { data, valid, description: about } of tests) expect(accepts(read, data), `${description}: ${about}`).toBe(valid);
    }
    for (const left of groups) {
      for (const right of groups) {
        const answer = comparer.subsumes(left.read, right.read);
        if (left === right) expect(answer.answer).toBe("yes");
        if (answer.answer !== "yes") continue;
        for (const { data } of [...left.tests, ...right.tests]) expect(!accepts(left.read, data) || accepts(right.read, data)).toBe(true);
      }
    }
  });
});
