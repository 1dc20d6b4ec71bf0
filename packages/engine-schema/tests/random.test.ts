import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "@surety/model/json";
import { Comparer } from "../src/comparer.ts";
import { accepts } from "../src/evaluate.ts";
import { toJsonSchema } from "../src/to-json-schema.ts";
import { fromJsonSchema } from "./from-json-schema.ts";
import { ajvOracle, hyperjumpOracle, plain } from "./oracles.ts";
import { schemas, values } from "./random-schemas.ts";

const RUNS = Number(process.env["RANDOM_RUNS"] ?? 400);
const samples = fc.sample(values, { numRuns: 150, seed: 5 }).map(plain);

/** Pairs that have something to do with each other, since two random schemas seldom do. */
const pairs = fc.tuple(schemas, schemas, fc.integer({ min: 0, max: 4 })).map(([left, right, way]): readonly [Json, Json] => {
  const [a, b] = [plain(left), plain(right)];
  const objects = typeof a === "object" && typeof b === "object";
  if (way === 1 && objects) return [a, Object.assign({}, a, b)];
  if (way === 2) return [a, { anyOf: [a, b] }];
  if (way === 3 && typeof a === "object") return [a, Object.fromEntries(Object.entries(Object(a)).slice(1)) as Json];
  return [a, b];
});

/** The two validators disagree in places (ajv on `contains` beside `prefixItems`, and on `unevaluatedItems`); an answer is wrong when both say so. */
async function bothSay(schema: Json, value: Json, valid: boolean): Promise<boolean> {
  return ajvOracle(schema)(value) === valid && (await hyperjumpOracle(schema))(value) === valid;
}

test("no value contradicts an answer, by two validators", { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(pairs, async ([a, b]) => {
      const [left, right] = [fromJsonSchema(a), fromJsonSchema(b)];
      const answer = new Comparer().subsumes(left, right);
      if (answer.answer === "no") {
        expect(await bothSay(a, answer.witness, false), "the witness is valid under a").toBe(false);
        expect(await bothSay(b, answer.witness, true), "the witness is invalid under b").toBe(false);
      }
      if (answer.answer !== "yes") return;
      for (const value of samples) {
        if (!accepts(left, value) || accepts(right, value)) continue;
        const contradicts = (await bothSay(a, value, true)) && (await bothSay(b, value, false));
        expect(contradicts, JSON.stringify(value)).toBe(false);
      }
    }),
    { numRuns: RUNS, seed: 20_26 },
  );
});

test("values are judged as at least one of two validators does", { timeout: 600_000 }, async () => {
  expect(samples.length).toBe(150);
  await fc.assert(
    fc.asyncProperty(schemas.map(plain), async (raw) => {
      const schema = fromJsonSchema(raw);
      const ajv = ajvOracle(raw);
      for (const value of samples) {
        const own = accepts(schema, value);
        if (own !== ajv(value)) expect((await hyperjumpOracle(raw))(value), JSON.stringify(value)).toBe(own);
      }
    }),
    { numRuns: Math.ceil(RUNS / 3), seed: 7 },
  );
});

test("written out again, a schema means the same", { timeout: 600_000 }, () => {
  expect(samples.length).toBe(150);
  fc.assert(
    fc.property(schemas.map(plain), (raw) => {
      const schema = fromJsonSchema(raw);
      const again = fromJsonSchema(plain(toJsonSchema(schema)));
      for (const value of samples) expect(accepts(again, value)).toBe(accepts(schema, value));
    }),
    { numRuns: Math.ceil(RUNS / 3), seed: 11 },
  );
});
