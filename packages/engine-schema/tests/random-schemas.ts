import fc from "fast-check";
import type { Json } from "@surety/model/json";

type Arbitrary = fc.Arbitrary<Json>;

const name = fc.constantFrom("a", "b", "c", "ab");
const small = fc.integer({ min: 0, max: 3 });
const number = fc.constantFrom<number>(-2, -1, 0, 0.5, 1, 1.5, 2, 3, 4, 6);
const text = fc.constantFrom("", "a", "b", "ab", "abc", "A", "1", "bb");
const pattern = fc.constantFrom("^a", "b$", "^a+$", "^[a-c]*$", "^$", "[A-Z]", "^.{2}$", "\\d");

/** Small values over the same few names, numbers and strings that the schemas speak of. */
export const values: Arbitrary = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    fc.constantFrom<Json>(null, true, false),
    number,
    text,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(name, tie("value"), { maxKeys: 3 }),
  ),
})).value;

const type = fc.constantFrom("null", "boolean", "integer", "number", "string", "array", "object");

function optional(entries: { readonly [keyword: string]: Arbitrary }, some: number): Arbitrary {
  const names = Object.keys(entries);
  return fc
    .subarray(names, { maxLength: some })
    .chain((chosen) =>
      fc
        .tuple(...chosen.map((keyword) => entries[keyword] ?? fc.constant(true)))
        .map((parts): Json => Object.fromEntries(chosen.map((keyword, index) => [keyword, parts[index] ?? true]))),
    );
}

/** Schemas with most keywords of 2020-12, small enough for random values to tell them apart. */
export const schemas: Arbitrary = fc.letrec<{ schema: Json }>((tie) => {
  const inner: Arbitrary = tie("schema");
  const typed: Arbitrary = fc.oneof(
    optional(
      {
        minimum: number,
        maximum: number,
        exclusiveMinimum: number,
        exclusiveMaximum: number,
        multipleOf: fc.constantFrom(0.5, 1, 2, 3),
        type: fc.constantFrom("integer", "number"),
      },
      3,
    ),
    optional({ minLength: small, maxLength: small, pattern, type: fc.constant("string") }, 3),
    optional(
      {
        items: inner,
        prefixItems: fc.array(inner, { minLength: 1, maxLength: 2 }),
        minItems: small,
        maxItems: small,
        uniqueItems: fc.constant(true),
        contains: inner,
        minContains: small,
        maxContains: small,
        unevaluatedItems: inner,
        type: fc.constant("array"),
      },
      4,
    ),
    optional(
      {
        properties: fc.dictionary(name, inner, { maxKeys: 2 }),
        required: fc.uniqueArray(name, { maxLength: 2 }),
        additionalProperties: inner,
        patternProperties: fc.dictionary(pattern, inner, { maxKeys: 2 }),
        propertyNames: inner,
        minProperties: small,
        maxProperties: small,
        dependentRequired: fc.dictionary(name, fc.uniqueArray(name, { maxLength: 2 }), { maxKeys: 1 }),
        dependentSchemas: fc.dictionary(name, inner, { maxKeys: 1 }),
        unevaluatedProperties: inner,
        type: fc.constant("object"),
      },
      4,
    ),
  );
  return {
    schema: fc.oneof(
      { depthSize: "small", maxDepth: 4 },
      fc.constantFrom<Json>(true, false, {}),
      type.map((only): Json => ({ type: only })),
      fc.uniqueArray(type, { minLength: 1, maxLength: 3 }).map((types): Json => ({ type: types })),
      fc.array(values, { minLength: 1, maxLength: 3 }).map((list): Json => ({ enum: list })),
      values.map((value): Json => ({ const: value })),
      typed,
      typed,
      typed,
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      optional(
        {
          allOf: fc.array(inner, { minLength: 1, maxLength: 2 }),
          anyOf: fc.array(inner, { minLength: 1, maxLength: 3 }),
          oneOf: fc.array(inner, { minLength: 1, maxLength: 3 }),
          not: inner,
          if: inner,
          then: inner,
          else: inner,
          type,
        },
        3,
      ),
      fc
        .tuple(
          typed,
          optional(
            {
              anyOf: fc.array(inner, { minLength: 1, maxLength: 2 }),
              oneOf: fc.array(inner, { minLength: 1, maxLength: 2 }),
              allOf: fc.array(inner, { minLength: 1, maxLength: 2 }),
              not: inner,
            },
            1,
          ),
        )
        .map(([left, right]): Json => Object.assign({}, left, right)),
    ),
  };
}).schema;
