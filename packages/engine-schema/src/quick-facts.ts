import type { Schema } from "@surety/engine-spec/schema";
import type { Fact, Literal } from "./facts.ts";
import { jsonEqual } from "./json-values.ts";
import type { Location } from "./location.ts";
import { dereference } from "./view.ts";

/** The fact cannot hold beside what is known; cheap, so often silent. */
export function refutes(at: Location, fact: Fact): boolean {
  switch (fact.on) {
    case "false":
      return true;
    case "literal":
      return at.refutesLiteral(fact.literal);
    case "absent":
      return at.required.has(fact.name);
    case "member":
      return at.absent.has(fact.name) || contradicts(at, fact.literals, at.members.get(fact.name));
    case "minSize":
      return fact.size > at.maxSize;
    case "maxSize":
      return fact.size < at.minSize || (at.setting.type === "object" && fact.size < at.required.size);
    case "integer":
      return at.integer !== null && at.integer !== fact.holds;
    default:
      return false;
  }
}

function contradicts(at: Location, literals: readonly Literal[], known: readonly Literal[] | undefined): boolean {
  return known !== undefined && literals.some((literal) => known.some((other) => at.opposite(literal, other)));
}

/** All of the facts hold already, so that a choice with them needs no branching. */
export function settles(at: Location, facts: readonly Fact[]): boolean {
  return facts.every((fact) => {
    if (fact.on === "absent") return at.absent.has(fact.name);
    if (fact.on !== "member" || !at.required.has(fact.name)) return false;
    const known = at.members.get(fact.name) ?? [];
    return fact.literals.every((literal) =>
      known.some((other) => other.positive && !literal.positive && disjoint(other.schema, literal.schema)),
    );
  });
}

/** No value is valid under both, seen from their own types and lists only. */
export function disjoint(left: Schema, right: Schema): boolean {
  const [one, other] = [dereference(left), dereference(right)];
  if (one.enum !== undefined && other.enum !== undefined)
    return !one.enum.some((value) => other.enum?.some((candidate) => jsonEqual(value, candidate)));
  if (one.types === undefined || other.types === undefined) return false;
  const numeric = (types: NonNullable<Schema["types"]>): boolean => types.has("number") || types.has("integer");
  if (numeric(one.types) && numeric(other.types)) return false;
  return ![...one.types].some((type) => other.types?.has(type));
}
