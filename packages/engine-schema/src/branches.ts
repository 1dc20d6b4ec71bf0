import { byName } from "./by-name.ts";
import type { Schema } from "@surety/engine-spec/schema";
import { exactlyOne, ownCover, ownDemands, restOf, strictMode } from "./own-demands.ts";
import type { Setting } from "./own-demands.ts";
import type { Cover, Fact, Mode } from "./facts.ts";
import { negate, NO_COVER } from "./facts.ts";

/** One way in which the schemas in place can hold or fail, and what they evaluate then. */
export class Branch {
  readonly facts: readonly Fact[];
  /** Nothing is left unevaluated. */
  readonly all: boolean;
  readonly cover: Cover;
  /** Items below this index are evaluated. */
  readonly items: number;
  /** Items that match one of these are evaluated. */
  readonly contains: readonly Schema[];

  constructor(facts: readonly Fact[], all = false, cover: Cover = NO_COVER, items = 0, contains: readonly Schema[] = []) {
    this.facts = facts;
    this.all = all;
    this.cover = cover;
    this.items = items;
    this.contains = contains;
  }

  and(other: Branch): Branch {
    const cover = {
      names: new Set([...this.cover.names, ...other.cover.names]),
      patterns: [...this.cover.patterns, ...other.cover.patterns],
    };
    return new Branch([...this.facts, ...other.facts], this.all || other.all, cover, Math.max(this.items, other.items), [
      ...this.contains,
      ...other.contains,
    ]);
  }

  /** The schema for unevaluated items, with those that `contains` evaluates let through. */
  withContains(rest: Schema): Schema {
    return this.contains.length === 0 ? rest : { pointer: rest.pointer, anyOf: [rest, ...this.contains] };
  }
}

const MOST_BRANCHES = 128;
const DEEPEST = 16;

/** All ways in which a schema can hold, without its own unevaluated keywords; null when there are too many. */
export function branchesOf(schema: Schema, mode: Mode, setting: Setting): readonly Branch[] | null {
  try {
    return expand(schema, mode, setting, 0);
  } catch (error) {
    if (error instanceof TooManyBranches) return null;
    throw error;
  }
}

class TooManyBranches extends Error {}

function product(left: readonly Branch[], right: readonly Branch[]): readonly Branch[] {
  if (left.length * right.length > MOST_BRANCHES) throw new TooManyBranches();
  return left.flatMap((one) => right.map((other) => one.and(other)));
}

function expand(schema: Schema, mode: Mode, setting: Setting, depth: number): readonly Branch[] {
  if (depth > DEEPEST) throw new TooManyBranches();
  const deeper = (other: Schema, as: Mode): readonly Branch[] => whole(other, as, setting, depth + 1);
  let branches: readonly Branch[] = [own(schema, mode, setting)];
  if (schema.ref !== undefined) branches = product(branches, deeper(schema.ref, mode));
  for (const part of schema.allOf ?? []) branches = product(branches, deeper(part, mode));
  if (schema.anyOf !== undefined) branches = product(branches, someArms(schema.anyOf, mode, setting, depth));
  if (schema.oneOf !== undefined) {
    const arms = exactlyOne(schema.oneOf, mode, setting).map((facts, index) => ({ facts: facts.slice(1), arm: schema.oneOf?.[index] }));
    branches = product(
      branches,
      arms.flatMap(({ facts, arm }) => (arm === undefined ? [] : product([new Branch(facts)], deeper(arm, mode)))),
    );
  }
  if (schema.not !== undefined) branches = product(branches, [failing(schema.not)]);
  if (schema.if !== undefined) {
    const holds = product(deeper(schema.if, strictMode(mode)), schema.then === undefined ? [new Branch([])] : deeper(schema.then, mode));
    const fails = product([failing(schema.if)], schema.else === undefined ? [new Branch([])] : deeper(schema.else, mode));
    branches = product(branches, [...holds, ...fails]);
  }
  if (setting.type === "object") {
    for (const [name, applied] of byName(schema.dependentSchemas)) {
      const present = product([new Branch([{ on: "member", name, literals: [] }])], deeper(applied, mode));
      branches = product(branches, [new Branch([{ on: "absent", name }]), ...present]);
    }
  }
  return branches;
}

/** A schema in place with its own unevaluated keywords: once they hold, nothing is left. */
function whole(schema: Schema, mode: Mode, setting: Setting, depth: number): readonly Branch[] {
  if (schema.never === true) return [];
  if (!contributes(schema, new Set())) return [new Branch([{ on: "literal", literal: { schema, positive: true, mode } }])];
  const tracked =
    setting.type === "array" ? schema.unevaluatedItems : setting.type === "object" ? restOf(schema.unevaluatedProperties, mode) : undefined;
  if (tracked === undefined) return expand(schema, mode, setting, depth);
  return [new Branch([{ on: "literal", literal: { schema, positive: true, mode } }], true)];
}

const failing = (schema: Schema): Branch => new Branch([{ on: "literal", literal: negate(schema, "plain") }]);

/** At least one arm holds, and it is decided for each that evaluates something. */
function someArms(arms: readonly Schema[], mode: Mode, setting: Setting, depth: number): readonly Branch[] {
  if (!arms.some((arm) => contributes(arm, new Set())))
    return [new Branch([{ on: "choice", choice: arms.map((schema) => [{ on: "literal", literal: { schema, positive: true, mode } }]) }])];
  let ways: readonly { readonly branch: Branch; readonly holds: boolean }[] = [{ branch: new Branch([]), holds: false }];
  for (const arm of arms) {
    const holding = whole(arm, mode, setting, depth + 1);
    const next = ways.flatMap((way) => [
      ...holding.map((branch) => ({ branch: way.branch.and(branch), holds: true })),
      { branch: way.branch.and(failing(arm)), holds: way.holds },
    ]);
    if (next.length > MOST_BRANCHES) throw new TooManyBranches();
    ways = next;
  }
  return ways.filter((way) => way.holds).map((way) => way.branch);
}

function own(schema: Schema, mode: Mode, setting: Setting): Branch {
  const types =
    schema.types !== undefined && !schema.types.has(setting.type) && !(setting.type === "number" && schema.types.has("integer"));
  const facts: Fact[] = types ? [{ on: "false" }] : [...ownDemands(schema, mode, setting)];
  if (schema.enum !== undefined)
    facts.push({ on: "literal", literal: { schema: { pointer: schema.pointer, enum: schema.enum }, positive: true, mode: "plain" } });
  if (setting.type === "array")
    return new Branch(
      facts,
      schema.items !== undefined,
      NO_COVER,
      schema.prefixItems?.length ?? 0,
      schema.contains === undefined ? [] : [schema.contains],
    );
  return new Branch(facts, restOf(schema.additionalProperties, mode) !== undefined, ownCover(schema));
}

/** Whether a schema can evaluate properties or items of the value it is applied to. */
function contributes(schema: Schema, seen: Set<Schema>): boolean {
  if (seen.has(schema)) return false;
  seen.add(schema);
  if (
    [
      schema.properties,
      schema.patternProperties,
      schema.additionalProperties,
      schema.unevaluatedProperties,
      schema.prefixItems,
      schema.items,
      schema.contains,
      schema.unevaluatedItems,
    ].some((keyword) => keyword !== undefined)
  )
    return true;
  const inPlace = [
    schema.ref,
    ...(schema.allOf ?? []),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    schema.if,
    schema.then,
    schema.else,
    ...(schema.dependentSchemas?.values() ?? []),
  ];
  return inPlace.some((other) => other !== undefined && contributes(other, seen));
}
