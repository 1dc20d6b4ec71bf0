import { isMembers, type Members } from "./json-types.ts";
import { matcherOf } from "./matcher.ts";
import type { Predicate, Predicates } from "./predicates.ts";

/** Whether a member of a value is accounted for, as `unevaluatedProperties` asks of a schema that holds. */
export type Cover = (value: Members, name: string) => boolean;

/** What a schema and its parts account for: members that are declared where the value gets to. */
export function coverOf(schema: unknown, predicates: Predicates): Cover | undefined {
  if (!isMembers(schema)) return undefined;
  const covers = [...ownCovers(schema), ...partCovers(schema, predicates)];
  return (value, name) => covers.some((cover) => cover(value, name));
}

function ownCovers({ properties, patternProperties, additionalProperties }: Members): Cover[] {
  const covers: Cover[] = [];
  if (isMembers(properties)) covers.push((_, name) => Object.hasOwn(properties, name));
  for (const pattern of isMembers(patternProperties) ? Object.keys(patternProperties) : []) {
    const matches = matcherOf(pattern);
    covers.push((_, name) => matches(name));
  }
  if (additionalProperties !== undefined) covers.push(() => true);
  return covers;
}

function partCovers(schema: Members, predicates: Predicates): Cover[] {
  const { allOf, anyOf, oneOf, if: test, then, else: otherwise, dependentSchemas } = schema;
  const covers: Cover[] = [];
  const add = (applied: unknown, isApplied: Predicate): void => {
    const cover = coverOf(applied, predicates);
    if (cover !== undefined) covers.push((value, name) => isApplied(value) && cover(value, name));
  };
  for (const part of listOf(allOf)) add(part, () => true);
  for (const arm of [...listOf(anyOf), ...listOf(oneOf)]) add(arm, predicates.of(arm));
  if (test !== undefined && (then !== undefined || otherwise !== undefined)) {
    const holds = predicates.of(test);
    add(test, holds);
    add(then, holds);
    add(otherwise, (value) => !holds(value));
  }
  for (const [name, applied] of Object.entries(isMembers(dependentSchemas) ? dependentSchemas : {}))
    add(applied, (value) => isMembers(value) && Object.hasOwn(value, name));
  return covers;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
