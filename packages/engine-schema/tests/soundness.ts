import { registerSchema, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Json } from "@surety/model/json";
import type { Schema } from "@surety/engine-spec/schema";
import { Comparer } from "../src/comparer.ts";
import type { CompareOptions } from "../src/comparer.ts";
import { compileValues } from "../src/compile-values.ts";
import { accepts } from "../src/evaluate.ts";
import { toJsonSchema } from "../src/to-json-schema.ts";
import type { View } from "../src/view.ts";
import { plain } from "./oracles.ts";
import type { SchemaPair } from "./schema-pairs.ts";

export interface Tally {
  yes: number;
  no: number;
  values: number;
  /** Only `format` tells the two apart, which the second validator does not assert. */
  formatOnly: number;
  /** The two validators disagree with each other about a value. */
  disagreements: number;
  /** Pairs that a validator cannot take: it overflows its stack where schemas apply themselves without end, or refuses them. */
  refused: number;
  readonly unknown: Map<string, number>;
  readonly wrong: string[];
}

export const emptyTally = (): Tally => ({
  yes: 0,
  no: 0,
  values: 0,
  formatOnly: 0,
  disagreements: 0,
  refused: 0,
  unknown: new Map(),
  wrong: [],
});

type Mode = CompareOptions & { readonly name: string };

const PLAIN_MODE: Mode = { name: "plain" };

/** As JSON Schema means, and as engine-diff asks. */
const MODES: readonly Mode[] = [
  PLAIN_MODE,
  { name: "request", direction: "request", senders: "declared", readers: "strict", assertFormats: true },
  { name: "response", direction: "response", senders: "declared", readers: "lenient", assertFormats: true },
];

/** Patterns that only compile without Unicode mode are refused by both validators. */
function hasLegacyPattern(schema: Json): boolean {
  let found = false;
  JSON.stringify(schema, (key, value: unknown) => {
    const names: string[] = key === "patternProperties" && typeof value === "object" && value !== null ? Object.keys(value) : [];
    if (key === "pattern" && typeof value === "string") names.push(value);
    for (const pattern of names) {
      try {
        new RegExp(pattern, "u");
      } catch {
        found = true;
      }
    }
    return value;
  });
  return found;
}

/** One validator refuses to compile an empty `enum`. */
function withoutEmptyLists(schema: Json): Json {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === "enum" && Array.isArray(value) && value.length === 0 ? [NOWHERE] : value,
  ) as Json;
}

const NOWHERE = "no value of any test is this text";

class Validators {
  readonly schema: Json;
  #ajv: ((value: Json) => boolean) | null = null;
  #hyperjump: ((value: Json) => boolean) | null = null;
  static #count = 0;

  constructor(schema: Json) {
    this.schema = withoutEmptyLists(plain(schema));
  }

  ajv(value: Json): boolean {
    if (this.#ajv === null) {
      // Without meta-schemas, whose compilation costs more than all the rest.
      const ajv = new Ajv2020({
        strict: false,
        multipleOfPrecision: 9,
        logger: false,
        inlineRefs: false,
        meta: false,
        validateSchema: false,
      });
      addFormats.default(ajv);
      // The plugin takes every whole number for an int64.
      ajv.addFormat("int64", { type: "number", validate: (number) => Number.isInteger(number) && Math.abs(number) <= 2 ** 63 });
      const { $schema: _, ...keywords } = Object(this.schema);
      const compiled = ajv.compile(typeof this.schema === "boolean" ? this.schema : keywords);
      this.#ajv = (other) => compiled(plain(other)) === true;
    }
    return this.#ajv(value);
  }

  async hyperjump(value: Json): Promise<boolean> {
    if (this.#hyperjump === null) {
      Validators.#count += 1;
      const uri = `https://soundness.test/${Validators.#count}`;
      const text = typeof this.schema === "boolean" ? (this.schema ? {} : { not: {} }) : Object(this.schema);
      registerSchema(text, uri, "https://json-schema.org/draft/2020-12/schema");
      const compiled = await validate(uri);
      unregisterSchema(uri);
      this.#hyperjump = (other) => compiled(JSON.parse(JSON.stringify(other))).valid;
    }
    return this.#hyperjump(value);
  }
}

/** Asks both ways whether one accepts what the other generates, and confronts the answers with values and two validators. */
export async function checkPair({ a, b, raw, origin }: SchemaPair, seed: number, tally: Tally): Promise<void> {
  const mode = MODES[Math.floor(seed / 2) % MODES.length] ?? PLAIN_MODE;
  const isRaw = raw !== null && mode === PLAIN_MODE;
  const reader: View = { ...senderView(mode), lenient: mode.readers === "lenient" };
  const side = (schema: Schema, written: Json | undefined, view: View): Side => ({
    schema,
    view,
    validators: validatorsOf(isRaw && written !== undefined ? written : toJsonSchema(schema, view), mode),
  });
  try {
    await checkAnswer(side(a, raw?.a, senderView(mode)), side(b, raw?.b, reader), {
      mode,
      seed,
      tally,
      label: `${seed} ab ${mode.name} ${origin}`,
    });
    await checkAnswer(side(b, raw?.b, senderView(mode)), side(a, raw?.a, reader), {
      mode,
      seed,
      tally,
      label: `${seed} ba ${mode.name} ${origin}`,
    });
  } catch (error) {
    if (!(error instanceof RangeError) && !(error instanceof Error && error.message === "Invalid Schema")) throw error;
    tally.refused += 1;
  }
}

const senderView = (mode: Mode): View => ({ direction: mode.direction, assertFormats: mode.assertFormats });

function validatorsOf(text: Json, mode: Mode): Validators | null {
  const shown: Json = JSON.parse(
    JSON.stringify(text, (key, value: unknown) =>
      key === "format" && typeof value === "string" && mode.assertFormats !== true ? undefined : value,
    ),
  );
  return hasLegacyPattern(shown) ? null : new Validators(shown);
}

interface Side {
  readonly schema: Schema;
  readonly view: View;
  /** Null when the validators refuse a pattern. */
  readonly validators: Validators | null;
}

interface Context {
  readonly mode: Mode;
  readonly seed: number;
  readonly tally: Tally;
  readonly label: string;
}

async function checkAnswer(a: Side, b: Side, context: Context): Promise<void> {
  const { mode, tally } = context;
  const answer = new Comparer({ ...mode, maxSteps: 6000 }).subsumes(a.schema, b.schema);
  if (answer.answer === "unknown") {
    tally.unknown.set(answer.reason, (tally.unknown.get(answer.reason) ?? 0) + 1);
    return;
  }
  tally[answer.answer] += 1;
  if (a.validators === null || b.validators === null) return;
  if (answer.answer === "no") await checkWitness(answer.witness, b, a.validators, b.validators, context);
  else await checkValues(a, b, a.validators, b.validators, context);
}

async function checkWitness(witness: Json, b: Side, first: Validators, second: Validators, { mode, tally, label }: Context): Promise<void> {
  tally.values += 1;
  const held = [first.ajv(witness), await first.hyperjump(witness)];
  const refused = [!second.ajv(witness), !(await second.hyperjump(witness))];
  if (![...held, ...refused].includes(false)) return;
  // Formats are asserted by the first validator only.
  const isByFormat = mode.assertFormats === true && accepts(b.schema, witness, { ...b.view, assertFormats: false });
  if (isByFormat && held.every(Boolean) && refused[0] === true) tally.formatOnly += 1;
  else if ((held[0] || held[1]) && (refused[0] || refused[1]) && DISPUTED.test(JSON.stringify([first.schema, second.schema])))
    tally.disagreements += 1;
  else
    tally.wrong.push(
      `${label}: no, but ${JSON.stringify(witness)} is accepted ${held.join()} by the first, refused ${refused.join()} by the second`,
    );
}

/** Keywords about which the validators contradict each other: items that `contains` matches, and what is evaluated. */
const DISPUTED = /"(contains|unevaluated(Items|Properties)|multipleOf|format)"/;

async function checkValues(a: Side, b: Side, first: Validators, second: Validators, { mode, seed, tally, label }: Context): Promise<void> {
  for (const value of valuesFor(a.schema, b.schema, mode, seed)) {
    tally.values += 1;
    const [held, taken] = [accepts(a.schema, value, a.view), accepts(b.schema, value, b.view)];
    if (held && !taken) tally.wrong.push(`${label}: yes, but ${JSON.stringify(value)} is accepted by the first and refused by the second`);
    if (first.ajv(value) === held && second.ajv(value) === taken) continue;
    // The second validator asserts no formats.
    const loose = { assertFormats: false };
    const isConfirmed =
      (await first.hyperjump(value)) === accepts(a.schema, value, { ...a.view, ...loose }) &&
      (await second.hyperjump(value)) === accepts(b.schema, value, { ...b.view, ...loose });
    if (isConfirmed) tally.disagreements += 1;
    else tally.wrong.push(`${label}: yes, and ${JSON.stringify(value)} is judged wrongly`);
  }
}

/** What the first generates: varied values, and the edges of its constraints; where anybody may send, also the edges of the second's. */
function* valuesFor(a: Schema, b: Schema, mode: Mode, seed: number): Iterable<Json> {
  const options = {
    ...(mode.direction === undefined ? {} : { direction: mode.direction }),
    senders: mode.senders ?? "any",
    assertFormats: mode.assertFormats === true,
    maxSteps: 1500,
  } as const;
  const values = compileValues(a, options);
  yield* values.valid(seed, 24);
  let count = 0;
  for (const { value, valid } of values.boundaries()) {
    if (valid) yield value;
    count += 1;
    if (count >= 60) break;
  }
  if (mode.senders === "declared") return;
  count = 0;
  for (const { value } of compileValues(b, options).boundaries()) {
    yield value;
    count += 1;
    if (count >= 60) break;
  }
}
