import type { Json } from "@surety/model/json";
import type { Schema } from "@surety/engine-spec/schema";
import type { SchemaIndex } from "@surety/engine-schema/schema-index";
import { jsonKey } from "@surety/engine-schema/json-values";
import { dereference } from "@surety/engine-schema/view";
import type { Flat, Flattener } from "./flat.ts";

export interface ArmMatches {
  /** Arms that mean the same alternative and differ. */
  readonly paired: readonly { readonly base: Schema; readonly revision: Schema }[];
  readonly removed: readonly Schema[];
  readonly added: readonly Schema[];
}

/** Pairs of alternatives for which equal meaning is tried. */
const MOST_TRIES = 64;

export interface Matching {
  readonly index: SchemaIndex;
  readonly flattener: Flattener;
  /** Whether two schemas have the same valid values. */
  readonly isSame: (left: Schema, right: Schema) => boolean;
}

/** Which alternative of the base became which of the revision: those that are written alike first, then by what identifies them, then by what they mean. */
export function matchArms(base: readonly Schema[], revision: readonly Schema[], { index, flattener, isSame }: Matching): ArmMatches {
  const equal = new Map<number, Schema[]>();
  for (const arm of revision) equal.set(index.of(arm), [...(equal.get(index.of(arm)) ?? []), arm]);
  const removed: Schema[] = [];
  const same = new Set<Schema>();
  for (const arm of base) {
    const twin = equal.get(index.of(arm))?.shift();
    if (twin === undefined) removed.push(arm);
    else same.add(twin);
  }
  const added = revision.filter((arm) => !same.has(arm));
  const paired: { base: Schema; revision: Schema }[] = [];
  for (const identity of [constantOf, nameOf, typesOf]) {
    for (const arm of removed.slice()) {
      const own = identity(arm, flattener);
      const candidates = own === null ? [] : added.filter((other) => identity(other, flattener) === own);
      const rivals = removed.filter((other) => identity(other, flattener) === own);
      const [twin] = candidates;
      if (twin === undefined || candidates.length > 1 || rivals.length > 1) continue;
      paired.push({ base: arm, revision: twin });
      removed.splice(removed.indexOf(arm), 1);
      added.splice(added.indexOf(twin), 1);
    }
  }
  let tries = MOST_TRIES;
  for (const arm of removed.slice()) {
    const twin = added.find((other) => tries-- > 0 && isSame(arm, other));
    if (twin === undefined) continue;
    paired.push({ base: arm, revision: twin });
    removed.splice(removed.indexOf(arm), 1);
    added.splice(added.indexOf(twin), 1);
  }
  return { paired, removed, added };
}

/** The constant of a required property: what a discriminator looks at. */
function constantOf(arm: Schema, flattener: Flattener): string | null {
  const flat = flattener.of(arm);
  const constants: string[] = [];
  for (const name of flat.required) {
    const schema = flattener.join(flat.properties.get(name) ?? []);
    const values = schema === undefined ? undefined : flattener.of(schema).enum;
    if (values?.length === 1) constants.push(`${name}=${plainText(values[0] ?? null)}`);
  }
  return constants.length === 0 ? null : constants.sort().join();
}

function nameOf(arm: Schema): string | null {
  return arm.refText ?? arm.title ?? null;
}

function typesOf(arm: Schema, flattener: Flattener): string | null {
  const { types } = flattener.of(arm);
  return types === undefined
    ? null
    : [...types]
        .filter((type) => type !== "null")
        .sort()
        .join();
}

/** How a coordinate names an alternative: by discriminator value, constant or type, never by a component's name. */
export function labelArm(arm: Schema, union: Flat, flattener: Flattener, arms: readonly Schema[]): string {
  const target = dereference(arm);
  for (const part of union.parts) {
    for (const [value, schema] of part.discriminator?.mapping ?? []) if (dereference(schema) === target) return `<${value}>`;
  }
  const labels = [constantOf, typesOf, requiredOf, propertiesOf];
  for (let count = 1; count <= labels.length; count += 1) {
    const label = (other: Schema): string =>
      labels
        .slice(0, count)
        .map((part) => part(other, flattener) ?? "")
        .filter((part) => part !== "")
        .join("; ");
    const own = label(arm);
    if (own !== "" && arms.filter((other) => label(other) === own).length === 1) return `<${own}>`;
  }
  return `<${arms.indexOf(arm)}>`;
}

function requiredOf(arm: Schema, flattener: Flattener): string {
  return [...flattener.of(arm).required].sort().join();
}

function propertiesOf(arm: Schema, flattener: Flattener): string {
  const names = [...flattener.of(arm).properties.keys()].sort().join();
  return names.length > 200 ? "" : names;
}

/** A constant as a coordinate shows it: texts without quotes. */
function plainText(value: Json): string {
  return typeof value === "string" ? value : jsonKey(value);
}
