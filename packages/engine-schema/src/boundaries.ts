import type { Json } from "@surety/model/json";
import { joinPointer } from "@surety/model/pointer";
import type { Pointer } from "@surety/model/pointer";
import type { Schema } from "@surety/engine-spec/schema";
import { appliedSchemas } from "./applied-schemas.ts";
import type { Applied } from "./applied-schemas.ts";
import { accepts, evaluate, judge } from "./evaluate.ts";
import type { Literal } from "./facts.ts";
import { jsonKey, typeOfValue } from "./json-values.ts";
import type { ValueType } from "./json-values.ts";
import type { BoundaryKeyword, Proposal, Standing } from "./propose-values.ts";
import { proposeValues } from "./propose-values.ts";
import { placesOf } from "./value-places.ts";
import type { Place } from "./value-places.ts";
import type { ValueNode } from "./value-graph.ts";
import type { View } from "./view.ts";
import { alone, ownOf, without } from "./without.ts";

/** A value beside the edge of a constraint. */
export interface Boundary {
  readonly value: Json;
  /** Judged by evaluation, whatever was intended. */
  readonly valid: boolean;
  /** The part of the value that was chosen for the constraint. */
  readonly at: Pointer;
  /** Where the schema with the constraint is written. */
  readonly schema: Pointer;
  /** As the model of schemas names it: `types` for `type` and `nullable`, `enum` for `const`. */
  readonly keyword: BoundaryKeyword;
  /** What the value shows: `just below the minimum`. */
  readonly about: string;
  /** The schema itself, and what it is without the constraint. */
  readonly constraint: { readonly schema: Schema; readonly lifted: Schema };
}

/** A value that breaks one constraint and no other. */
export interface Violation extends Boundary {
  readonly valid: false;
  /** The part of the value that evaluation finds wrong. */
  readonly mark: Pointer;
  /** Predicate of a sentence about that part: `is less than 3`. */
  readonly message: string;
}

export function* boundariesOf(root: ValueNode, schema: Schema, view: View): Iterable<Boundary> {
  const done = new Map<Schema, Set<ValueType>>();
  for (const place of placesOf(root)) yield* boundariesAt(place, schema, view, done);
}

export function* violationsAmong(boundaries: Iterable<Boundary>, schema: Schema, view: View): Iterable<Violation> {
  const seen = new Set<string>();
  for (const boundary of boundaries) {
    if (boundary.valid) continue;
    const { constraint, value } = boundary;
    const replaced = { schema: constraint.schema, by: constraint.lifted };
    if (judge(schema, value, { ...view, replaced }) !== true) continue;
    const evaluation = evaluate(schema, value, view);
    const key = `${boundary.schema} ${boundary.keyword} ${jsonKey(value)}`;
    if (evaluation.valid || seen.has(key)) continue;
    seen.add(key);
    yield { ...boundary, valid: false, mark: evaluation.mark, message: evaluation.message };
  }
}

/** Once for each schema and type of value, where it first applies to one. */
function* boundariesAt(place: Place, root: Schema, view: View, done: Map<Schema, Set<ValueType>>): Iterable<Boundary> {
  for (const leaf of place.node.leaves) {
    const spot = leaf.smallest?.value;
    if (spot === undefined) continue;
    const applied = place.node.literals.filter(({ positive }) => positive).flatMap(({ schema }) => appliedSchemas(schema, spot, view));
    const type = typeOfValue(spot);
    const pending = applied.filter(({ schema }) => done.get(schema)?.has(type) !== true);
    if (pending.length === 0) continue;
    if (!accepts(root, place.embed(spot), view)) continue;
    for (const one of pending) {
      const isFirst = !done.has(one.schema);
      done.set(one.schema, (done.get(one.schema) ?? new Set()).add(type));
      yield* boundariesFor(one, applied, place, { value: spot, view, step: stepOf(applied), isFirst }, root);
    }
  }
}

function* boundariesFor(one: Applied, applied: readonly Applied[], place: Place, standing: Standing, root: Schema): Iterable<Boundary> {
  const { view } = standing;
  const seen = new Set<string>();
  for (const proposal of proposeValues(one.schema, standing)) {
    const part = realise(proposal, one, applied, place.node);
    if (part === null) continue;
    const value = place.embed(part.value);
    const key = `${proposal.keyword} ${jsonKey(part.value)}`;
    if (proposal.keyword !== "required" && seen.has(key)) continue;
    seen.add(key);
    const valid = judge(root, value, view);
    if (valid === null) continue;
    const lifted = without(one.schema, proposal.keyword, part.value);
    yield {
      value,
      valid,
      at: joinPointer("", ...place.path),
      schema: one.schema.pointer,
      keyword: proposal.keyword,
      about: proposal.about,
      constraint: { schema: one.schema, lifted },
    };
  }
}

/** The value of a proposal: given, or searched for beside everything else that holds at the place. */
function realise(
  { by, side, keyword }: Proposal,
  one: Applied,
  applied: readonly Applied[],
  node: ValueNode,
): { readonly value: Json } | null {
  if (by !== "refusal" && "value" in by) return by;
  const mode = node.literals.find(({ positive }) => positive)?.mode ?? "plain";
  const held = (schema: Schema): Literal => ({ schema, positive: true, mode });
  const asked =
    by === "refusal"
      ? { schema: alone(one.schema, keyword), positive: false, mode: "plain" as const }
      : { schema: by.asked, positive: true, mode: "plain" as const };
  const others = applied.filter(({ schema, via }) => schema !== one.schema && !via.includes(one.schema)).map(({ schema }) => ownOf(schema));
  const rest = side === "inside" ? node.literals : [...others.map(held), held(without(one.schema, keyword, null))];
  const answer = node.graph.solve([...rest, asked]);
  return answer.found === "yes" ? answer : null;
}

/** The difference between neighbouring numbers at a place. */
function stepOf(applied: readonly Applied[]): number {
  const factors = applied.flatMap(({ schema }) => (schema.multipleOf === undefined ? [] : [schema.multipleOf]));
  const whole = applied.some(
    ({ schema }) => (schema.types?.has("integer") === true && !schema.types.has("number")) || /^int/.test(schema.format ?? ""),
  );
  const [factor] = factors;
  if (factor !== undefined) return whole ? Math.max(1, factor) : factor;
  if (whole) return 1;
  const sizes = applied.flatMap(({ schema }) => [schema.minimum, schema.maximum, schema.exclusiveMinimum, schema.exclusiveMaximum]);
  const largest = Math.max(1, ...sizes.map((size) => Math.abs(size ?? 0)).filter((size) => Number.isFinite(size)));
  return largest > 1e6 ? largest / 1e6 : 0.01;
}
