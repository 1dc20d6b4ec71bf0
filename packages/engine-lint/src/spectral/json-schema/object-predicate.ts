import { type Cover, coverOf } from "./cover.ts";
import { isMembers, type Members } from "./json-types.ts";
import { matcherOf } from "./matcher.ts";
import type { Predicate, Predicates } from "./predicates.ts";

/** So few declared members are looked for by their names. */
const FEW = 4;

interface Fixed {
  readonly name: string;
  readonly only: unknown;
}

interface Pattern {
  readonly matches: (name: string) => boolean;
  readonly schema: unknown;
}

export const OBJECT_KEYWORDS: readonly string[] = [
  "required",
  "properties",
  "patternProperties",
  "additionalProperties",
  "propertyNames",
  "minProperties",
  "maxProperties",
  "dependentSchemas",
  "unevaluatedProperties",
];

/** Keywords of objects, as one predicate. What a value does not have is not compiled. */
export class ObjectPredicate {
  readonly #predicates: Predicates;
  readonly #required: readonly string[];
  /** Members that have one allowed value: looked at first, since they tell alternatives apart. */
  readonly #fixed: readonly Fixed[];
  readonly #properties: Members;
  /** Of the properties that have been met. */
  readonly #known = new Map<string, Predicate>();
  readonly #patterns: readonly Pattern[];
  readonly #additional: unknown;
  /** Says which other members are allowed, when not all are. */
  readonly #cover: Cover | undefined;
  /** The properties, where nothing else matters and they are few. */
  readonly #few: readonly string[] | undefined;
  /** What is looked at less often. */
  readonly #more: readonly ((value: Members) => boolean)[];

  constructor(schema: Members, predicates: Predicates) {
    const { required, properties, patternProperties, additionalProperties = true, unevaluatedProperties } = schema;
    this.#predicates = predicates;
    this.#required = Array.isArray(required) ? required.map(String) : [];
    this.#properties = isMembers(properties) ? properties : {};
    const patterns = Object.entries(isMembers(patternProperties) ? patternProperties : {});
    this.#patterns = patterns.map(([pattern, applied]) => ({ matches: matcherOf(pattern), schema: applied }));
    this.#additional = additionalProperties;
    if (unevaluatedProperties !== undefined && (unevaluatedProperties !== false || additionalProperties !== true))
      throw new RangeError("`unevaluatedProperties` is understood as false, without `additionalProperties`");
    this.#cover = unevaluatedProperties === undefined ? undefined : coverOf(schema, predicates);
    this.#fixed = fixedMembers(this.#properties);
    const names = Object.keys(this.#properties);
    const isOpen = patterns.length === 0 && additionalProperties === true && this.#cover === undefined;
    this.#few = isOpen && names.length <= FEW ? names : undefined;
    this.#more = rarePredicates(schema, predicates);
  }

  holds(value: Members): boolean {
    const required = this.#required;
    for (let index = 0; index < required.length; index += 1) if (!Object.hasOwn(value, required[index]!)) return false;
    const fixed = this.#fixed;
    for (let index = 0; index < fixed.length; index += 1) {
      const { name, only } = fixed[index]!;
      if (Object.hasOwn(value, name) && value[name] !== only) return false;
    }
    return (this.#few === undefined ? this.#allowsAll(value) : this.#allowsFew(value, this.#few)) && this.#allowsMore(value);
  }

  #allowsAll(value: Members): boolean {
    const known = this.#known;
    for (const name in value) {
      const predicate = known.get(name);
      if (predicate === undefined ? !this.#allows(name, value) : !predicate(value[name])) return false;
    }
    return true;
  }

  #allowsFew(value: Members, names: readonly string[]): boolean {
    for (const name of names) if (Object.hasOwn(value, name) && !this.#allows(name, value)) return false;
    return true;
  }

  #allowsMore(value: Members): boolean {
    return this.#more.length === 0 || this.#more.every((predicate) => predicate(value));
  }

  #allows(name: string, value: Members): boolean {
    if (Object.hasOwn(this.#properties, name)) {
      const predicate = this.#declared(name);
      this.#known.set(name, predicate);
      return predicate(value[name]);
    }
    let isNamed = false;
    for (const { matches, schema } of this.#patterns) {
      if (!matches(name)) continue;
      isNamed = true;
      if (!this.#predicates.of(schema)(value[name])) return false;
    }
    if (isNamed) return true;
    return this.#cover === undefined ? this.#predicates.of(this.#additional)(value[name]) : this.#cover(value, name);
  }

  #declared(name: string): Predicate {
    const own = this.#predicates.of(this.#properties[name]);
    const others = this.#patterns.filter(({ matches }) => matches(name)).map(({ schema }) => this.#predicates.of(schema));
    return others.length === 0 ? own : (member) => own(member) && others.every((other) => other(member));
  }
}

function fixedMembers(properties: Members): Fixed[] {
  const fixed: Fixed[] = [];
  for (const name of Object.keys(properties)) {
    const schema = properties[name];
    if (!isMembers(schema)) continue;
    const values = schema["const"] === undefined ? schema["enum"] : [schema["const"]];
    if (Array.isArray(values) && values.length === 1) fixed.push({ name, only: values[0] });
  }
  return fixed;
}

function rarePredicates(schema: Members, predicates: Predicates): ((value: Members) => boolean)[] {
  const { minProperties: least, maxProperties: most, propertyNames, dependentSchemas } = schema;
  const rare: ((value: Members) => boolean)[] = [];
  if (typeof least === "number") rare.push((value) => Object.keys(value).length >= least);
  if (typeof most === "number") rare.push((value) => Object.keys(value).length <= most);
  if (propertyNames !== undefined) {
    const fits = predicates.of(propertyNames);
    rare.push((value) => Object.keys(value).every(fits));
  }
  for (const [name, applied] of Object.entries(isMembers(dependentSchemas) ? dependentSchemas : {})) {
    const holds = predicates.of(applied);
    rare.push((value) => !Object.hasOwn(value, name) || holds(value));
  }
  return rare;
}
