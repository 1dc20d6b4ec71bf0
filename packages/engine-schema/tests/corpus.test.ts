import { describe, expect, test } from "vitest";
import type { Json } from "@surety/model/json";
import type { Schema } from "@surety/engine-spec/schema";
import { Comparer, subsumes } from "../src/comparer.ts";
import { accepts } from "../src/evaluate.ts";
import { SchemaIndex } from "../src/schema-index.ts";
import { readCorpus } from "./corpus.ts";
import { fromJsonSchema } from "./from-json-schema.ts";
import { ajvOracle, hyperjumpOracle, plain } from "./oracles.ts";

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
 * enum where it is data, a negation was lost, or a reference to the whole schema came to mean its negation. Each with
 * the value that proves it: accepted by the first and refused by the second, or, where the row expects such a value
 * and there is none, the only value that the first accepts. The last four hold `\\d` and `\\w` for Unicode's, which
 * ECMA-262 does not.
 */
const WRONG_ROWS: ReadonlyMap<string, { readonly ours: "yes" | "no"; readonly value: Json }> = new Map([
  ["nonvalid/ref.json 14 ab", { ours: "yes", value: null }],
  ["universal/ref.json 12 ba", { ours: "no", value: "string" }],
  ["universal/anchor.json 4 ba", { ours: "no", value: { $anchor: "my_anchor1", type: "null" } }],
  ["universal/id.json 2 ba", { ours: "no", value: { $id: "https://localhost:1234/id/my_identifier1.json", type: "null" } }],
  ["unsatisfiable/anchor.json 4 ab", { ours: "no", value: { $anchor: "my_anchor", type: "null" } }],
  ["unsatisfiable/id.json 2 ab", { ours: "no", value: { $id: "https://localhost:1234/id/my_identifier.json", type: "null" } }],
  ["unsatisfiable/ref.json 15 ab", { ours: "no", value: { $ref: "#/allOf/0/$defs/a_string" } }],
  ["universal/dynamicRef.json 1 ba", { ours: "no", value: "string" }],
  ["universal/dynamicRef.json 9 ba", { ours: "no", value: "string" }],
  ["nonvalid/optional/unicode.json 10 ab", { ours: "yes", value: null }],
  ["unions/optional/unicode.json 1 ab", { ours: "no", value: null }],
  ["unions/optional/unicode.json 2 ab", { ours: "no", value: "৪২" }],
  ["unions/optional/unicode.json 3 ab", { ours: "no", value: { "l'école": "pas de vraie vie" } }],
]);

const isRaw = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The same with identifiers inside data renamed: one validator takes `$id` and `$anchor` there for its own. Anchors
 * and identifiers that are meant become pointers, and `$dynamicRef`s, which no row needs to be refused, go away.
 */
function disarmed(schema: Json): Json {
  const targets = new Map<string, string>();
  const scan = (value: Json, pointer: string): void => {
    if (!isRaw(value)) return;
    for (const name of ["$id", "$anchor"])
      if (typeof value[name] === "string" && /my_/.test(value[name]))
        targets.set(name === "$id" ? value[name] : `#${value[name]}`, `#${pointer}`);
    for (const [name, child] of Object.entries(value)) {
      if (name === "enum" || name === "const") continue;
      if (Array.isArray(child)) for (const [index, item] of child.entries()) scan(item, `${pointer}/${name}/${index}`);
      else scan(child, `${pointer}/${name}`);
    }
  };
  scan(schema, "");
  const rewrite = (value: Json, inData: boolean): Json => {
    if (Array.isArray(value)) return value.map((item: Json) => rewrite(item, inData));
    if (!isRaw(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, child]): [string, Json][] => {
        if (inData) return [[name.replace("$", "x-"), rewrite(child, true)]];
        if (name === "$dynamicRef" || name === "$dynamicAnchor") return [];
        if ((name === "$id" || name === "$anchor") && typeof child === "string" && /my_/.test(child)) return [];
        if (name === "$ref" && typeof child === "string") return [[name, targets.get(child) ?? child]];
        return [[name, rewrite(child, name === "enum" || name === "const")]];
      }),
    );
  };
  return rewrite(schema, false);
}

const disarmedValue = (value: Json): Json =>
  isRaw(value) ? Object.fromEntries(Object.entries(value).map(([name, child]) => [name.replace("$", "x-"), child])) : value;

describe.skipIf(containment === null)("known answers about containment", () => {
  const questionsOf = ({ a, b, aSubsetOfB, bSubsetOfA }: Row): (readonly [string, Json, Json, boolean])[] => [
    ["ab", a, b, aSubsetOfB],
    ...(bSubsetOfA === undefined ? [] : [["ba", b, a, bSubsetOfA] as const]),
  ];

  test("none is contradicted, and at least 97 % of the mandatory ones are decided", { timeout: 120_000 }, () => {
    const wrong: string[] = [];
    let [decided, total] = [0, 0];
    for (const row of containment ?? []) {
      if (row.file.includes("format")) continue;
      for (const [way, left, right, expected] of questionsOf(row)) {
        const isMandatory = !row.file.includes("/optional/");
        const answer = subsumes(fromJsonSchema(left), fromJsonSchema(right));
        if (isMandatory) total += 1;
        if (answer.answer === "unknown") continue;
        if (isMandatory) decided += 1;
        if ((answer.answer === "yes") !== expected) wrong.push(`${row.file} ${row.id} ${way}`);
      }
    }
    expect(new Set(wrong)).toEqual(new Set(WRONG_ROWS.keys()));
    expect(decided / total).toBeGreaterThan(0.97);
  });

  test("with formats asserted none is contradicted, and those of known formats are decided", () => {
    let [decided, total] = [0, 0];
    for (const row of containment ?? []) {
      if (!row.file.includes("/optional/format/")) continue;
      for (const [way, left, right, expected] of questionsOf(row)) {
        const answer = subsumes(fromJsonSchema(left), fromJsonSchema(right), { assertFormats: true });
        total += 1;
        if (answer.answer === "unknown") continue;
        decided += 1;
        expect(answer.answer, `${row.file} ${row.id} ${way}`).toBe(expected ? "yes" : "no");
      }
    }
    expect(decided / total).toBeGreaterThan(0.75);
  });

  test("where an expected answer is wrong, two validators confirm the value that proves it", async () => {
    let confirmed = 0;
    for (const row of containment ?? []) {
      for (const [way, left, right] of questionsOf(row)) {
        const proof = WRONG_ROWS.get(`${row.file} ${row.id} ${way}`);
        if (proof === undefined) continue;
        const answer = subsumes(fromJsonSchema(left), fromJsonSchema(right));
        expect(answer.answer).toBe(proof.ours);
        const only = isRaw(left) ? left["const"] : undefined;
        const value = answer.answer === "no" ? answer.witness : (only ?? null);
        if (proof.value !== null) expect(plain(value)).toEqual(proof.value);
        for (const oracle of [async (schema: Json) => ajvOracle(schema), hyperjumpOracle]) {
          const [first, second] = [await oracle(disarmed(left)), await oracle(disarmed(right))];
          const verdicts = [first(disarmedValue(value)), second(disarmedValue(value))];
          expect(verdicts, `${row.file} ${row.id}`).toEqual([true, proof.ours === "yes"]);
        }
        confirmed += 1;
      }
    }
    expect(confirmed).toBe(WRONG_ROWS.size);
  });
});

describe.skipIf(suite === null)("the JSON Schema test suite", () => {
  const files = Object.entries(suite ?? {}).filter(
    ([path]) => path.startsWith("tests/draft2020-12/") && !path.includes("optional") && !path.includes("format"),
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
    askOfItself(comparer, groups);
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

interface ReadGroup extends Group {
  readonly read: Schema;
}

/** What holds of each schema, whatever it says; nothing is left undecided. */
function askOfItself(comparer: Comparer, groups: readonly ReadGroup[]): void {
  const always: Schema = { pointer: "" };
  const never: Schema = { pointer: "", never: true };
  for (const [index, { read, tests, description }] of groups.entries()) {
    const ask = (a: Schema, b: Schema): string => comparer.subsumes(a, b).answer;
    const other = groups[(index + 1) % groups.length]?.read ?? always;
    expect(
      [
        ask(read, { ...read }),
        ask(read, always),
        ask(never, read),
        ask({ pointer: "", allOf: [read, other] }, read),
        ask(read, { pointer: "", anyOf: [other, read] }),
        ask({ pointer: "", allOf: [read, { pointer: "", not: read }] }, never),
      ],
      description,
    ).toEqual(Array.from({ length: 6 }, () => "yes"));
    for (const { data, valid, description: about } of tests) {
      const only: Schema = { pointer: "", enum: [data] };
      expect(ask(only, read), `${description}: ${about}`).toBe(valid ? "yes" : "no");
      if (!valid) continue;
      expect(comparer.subsumes(read, { pointer: "", allOf: [read], not: only }), `${description}: ${about}`).toMatchObject({
        answer: "no",
      });
    }
  }
}
