import type { ChangeExample } from "./example.ts";

/** By the name of a rule: the schema that allows less, and the one that allows more. */
const PAIRS: { readonly [rule: string]: readonly [narrow: string, wide: string] } = {
  type: ["type: integer", "type: [integer, string]"],
  null: ["type: string", 'type: [string, "null"]'],
  enum: ["type: string\nenum: [open, closed]", "type: string\nenum: [open, closed, archived]"],
  minimum: ["type: integer\nminimum: 5", "type: integer\nminimum: 1"],
  maximum: ["type: integer\nmaximum: 10", "type: integer\nmaximum: 50"],
  "multiple-of": ["type: integer\nmultipleOf: 10", "type: integer\nmultipleOf: 5"],
  "min-length": ["type: string\nminLength: 5", "type: string\nminLength: 1"],
  "max-length": ["type: string\nmaxLength: 10", "type: string\nmaxLength: 50"],
  pattern: ["type: string\npattern: ^[a-z]+$", "type: string\npattern: ^[a-z0-9]+$"],
  format: ["type: string\nformat: date-time", "type: string"],
  "content-encoding": ["type: string\ncontentEncoding: base64", "type: string"],
  "content-schema": [
    "type: string\ncontentMediaType: application/json\ncontentSchema:\n  type: object",
    "type: string\ncontentMediaType: application/json",
  ],
  "min-items": ["type: array\nminItems: 5", "type: array\nminItems: 1"],
  "max-items": ["type: array\nmaxItems: 10", "type: array\nmaxItems: 50"],
  "unique-items": ["type: array\nuniqueItems: true", "type: array"],
  "prefix-items": ["type: array\nprefixItems:\n  - type: string", "type: array"],
  contains: ["type: array\ncontains: {const: 1}\nminContains: 2", "type: array\ncontains: {const: 1}"],
  "unevaluated-items": [
    "type: array\nprefixItems:\n  - type: string\nunevaluatedItems: false",
    "type: array\nprefixItems:\n  - type: string",
  ],
  "min-properties": ["type: object\nminProperties: 5", "type: object\nminProperties: 1"],
  "max-properties": [
    "type: object\nmaxProperties: 10\nadditionalProperties: true",
    "type: object\nmaxProperties: 50\nadditionalProperties: true",
  ],
  "additional-properties": [
    "type: object\nproperties:\n  id: {type: string}\nadditionalProperties: false",
    "type: object\nproperties:\n  id: {type: string}\nadditionalProperties: true",
  ],
  "pattern-properties": ["type: object\npatternProperties:\n  ^x-: {type: string}", "type: object\npatternProperties:\n  ^x-: {}"],
  "property-names": [
    "type: object\nadditionalProperties: true\npropertyNames: {maxLength: 8}",
    "type: object\nadditionalProperties: true\npropertyNames: {maxLength: 16}",
  ],
  dependent: [
    "type: object\nproperties:\n  card: {type: string}\n  address: {type: string}\ndependentRequired:\n  card: [address]",
    "type: object\nproperties:\n  card: {type: string}\n  address: {type: string}",
  ],
  "unevaluated-properties": [
    "type: object\nproperties:\n  id: {type: string}\nunevaluatedProperties: false",
    "type: object\nproperties:\n  id: {type: string}",
  ],
  not: ["type: string\nnot: {const: admin}", "type: string"],
  condition: [
    "type: object\nproperties:\n  card: {type: string}\n  address: {type: string}\nif: {required: [card]}\nthen: {required: [address]}",
    "type: object\nproperties:\n  card: {type: string}\n  address: {type: string}",
  ],
  "unknown-keyword": ["type: object\n$dynamicRef: '#node'", "type: object"],
  union: ["oneOf:\n  - type: string\n  - type: integer", "oneOf:\n  - type: string\n  - type: integer\n  - type: boolean"],
};

/** `request-minimum-narrowed` and its like. */
export function schemaExamples(): ReadonlyMap<string, ChangeExample> {
  const examples = new Map<string, ChangeExample>();
  for (const [rule, [narrow, wide]] of Object.entries(PAIRS)) {
    for (const direction of ["request", "response"] as const) {
      const place = `${direction}-schema` as const;
      examples.set(`${direction}-${rule}-narrowed`, { place, base: wide, revision: narrow });
      examples.set(`${direction}-${rule}-widened`, { place, base: narrow, revision: wide });
    }
  }
  return examples;
}
