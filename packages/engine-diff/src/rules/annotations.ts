import type { Direction } from "@surety/model/changes";
import type { Discriminator, Schema } from "@surety/engine-spec/schema";
import type { SchemaIndex } from "@surety/engine-schema/schema-index";
import { dereference } from "@surety/engine-schema/view";
import { jsonKey } from "@surety/engine-schema/json-values";
import type { Flat } from "../flat.ts";
import type { Calendar } from "../calendar.ts";
import type { Kind } from "../kind.ts";
import { compareLifetimes, lifecycleKinds } from "./lifecycle.ts";
import type { Lifetime } from "./lifecycle.ts";

export const requestDefaultChanged: Kind = {
  id: "request-default-changed",
  title: "Default of a request value changed",
  why: "Clients that leave the value out get another behaviour, though all their requests stay valid.",
  hint: "Keep the default, and let clients ask for the new behaviour.",
};

export const responseDefaultChanged: Kind = {
  id: "response-default-changed",
  title: "Default of a response value changed",
  why: "What may be sent does not change; readers that fill in the default themselves see another value.",
  hint: "Send the value always, instead of relying on a default.",
  category: "all",
  fullLevel: "risky",
};

const lifecycle = lifecycleKinds("schema", "Schema or property");

export const discriminatorChanged: Kind = {
  id: "discriminator-changed",
  title: "Discriminator changed",
  why: "Valid values stay the same, but clients with generated code choose the type by the discriminator and have to be generated anew.",
  hint: "Keep the discriminator and its mapping, and add to it only.",
  category: "source",
  fullLevel: "breaking",
};

const knownValueRemoved: Kind = {
  id: "request-known-value-removed",
  title: "Known value of an open list removed from a request",
  why: "The list is open (`x-extensible-enum`), so requests with the value stay valid; but the server no longer says that it knows the value, and may treat it as any other.",
  hint: "Keep the value listed for as long as clients send it.",
};

const knownValueAdded: Kind = {
  id: "request-known-value-added",
  title: "Known value of an open list added to a request",
  why: "The server knows one value more.",
  hint: "Nothing to do: this breaks nobody.",
};

const sentValueRemoved: Kind = {
  id: "response-known-value-removed",
  title: "Known value of an open list removed from a response",
  why: "Clients no longer meet the value.",
  hint: "Nothing to do: this breaks nobody.",
};

const sentValueAdded: Kind = {
  id: "response-known-value-added",
  title: "Known value of an open list added to a response",
  why: "The list is open (`x-extensible-enum`), so readers had to expect values beyond it.",
  hint: "Nothing to do, as long as readers take unknown values. Say what the value means in the description.",
};

export const annotationKinds: readonly Kind[] = [
  knownValueRemoved,
  knownValueAdded,
  sentValueRemoved,
  sentValueAdded,
  requestDefaultChanged,
  responseDefaultChanged,
  discriminatorChanged,
  ...Object.values(lifecycle),
];

export interface Annotation {
  readonly kind: Kind;
  readonly level: "risky" | "safe";
  readonly meaning: string;
  readonly message: string;
  readonly undecided?: string;
  readonly keyword: keyof Schema;
}

/** Differences that no value shows. */
export function compareAnnotations(
  base: Flat,
  revision: Flat,
  direction: Direction,
  { calendar, index }: { readonly calendar: Calendar; readonly index: SchemaIndex },
): readonly Annotation[] {
  const found: Annotation[] = [];
  const [before, after] = [defaultOf(base), defaultOf(revision)];
  if (before !== after) {
    const kind = direction === "request" ? requestDefaultChanged : responseDefaultChanged;
    const message = `has another default: ${before ?? "none"} → ${after ?? "none"}`;
    found.push({ kind, level: direction === "request" ? "risky" : "safe", meaning: `${before} → ${after}`, message, keyword: "default" });
  }
  const [was, is] = [lifetimeOf(base), lifetimeOf(revision)];
  found.push(...compareLifetimes(was, is, lifecycle, calendar));
  found.push(...compareOpenLists(base, revision, direction), ...compareDiscriminators(base, revision, index));
  return found;
}

/** Values of `x-extensible-enum`. A list that is closed beside it (`enum`) says all that there is to say. */
function* compareOpenLists(base: Flat, revision: Flat, direction: Direction): Generator<Annotation, void> {
  const [before, after] = [openListOf(base), openListOf(revision)];
  if (before === null || after === null || base.enum !== undefined || revision.enum !== undefined) return;
  const gone = [...before].filter((value) => !after.has(value));
  const fresh = [...after].filter((value) => !before.has(value));
  const request = direction === "request";
  const common = { keyword: "extensibleEnum" as const };
  if (gone.length > 0) {
    const kind = request ? knownValueRemoved : sentValueRemoved;
    const message = `no longer lists ${gone.join(", ")} among its known values`;
    yield { ...common, kind, level: request ? "risky" : "safe", meaning: gone.sort().join(), message };
  }
  if (fresh.length > 0) {
    const kind = request ? knownValueAdded : sentValueAdded;
    yield { ...common, kind, level: "safe", meaning: fresh.sort().join(), message: `lists ${fresh.join(", ")} among its known values` };
  }
}

function openListOf(flat: Flat): ReadonlySet<string> | null {
  const values = flat.nodes.find((node) => node.extensibleEnum !== undefined)?.extensibleEnum;
  return values === undefined ? null : new Set(values.map(jsonKey));
}

function* compareDiscriminators(base: Flat, revision: Flat, index: SchemaIndex): Generator<Annotation, void> {
  const [old, current] = [discriminatorOf(base), discriminatorOf(revision)];
  const common = { kind: discriminatorChanged, level: "safe" as const, keyword: "discriminator" as const };
  const [from, to] = [describeDiscriminator(old), describeDiscriminator(current)];
  if (from !== to)
    yield { ...common, meaning: `${from} → ${to}`, message: `has another discriminator: ${from ?? "none"} → ${to ?? "none"}` };
  for (const [value, target] of old?.mapping ?? []) {
    const now = current?.mapping.get(value);
    if (now === undefined || index.of(now) === index.of(target)) continue;
    const names = [target, now].map((schema) => dereference(schema).pointer.split("/").at(-1));
    if (names[0] === names[1]) continue;
    yield { ...common, meaning: `${value} leads elsewhere`, message: `means another schema by the value ${value}: ${names.join(" → ")}` };
  }
}

function defaultOf(flat: Flat): string | undefined {
  const value = flat.nodes.find((node) => node.default !== undefined)?.default;
  return value === undefined ? undefined : jsonKey(value);
}

function lifetimeOf(flat: Flat): Lifetime {
  const nodes = flat.nodes;
  return {
    deprecated: nodes.some((node) => node.deprecated === true),
    sunset: nodes.find((node) => node.sunset !== undefined)?.sunset,
    stability: nodes.find((node) => node.stability !== undefined)?.stability,
  };
}

function discriminatorOf(flat: Flat): Discriminator | undefined {
  return flat.nodes.find((node) => node.discriminator !== undefined)?.discriminator;
}

function describeDiscriminator(found: Discriminator | undefined): string | undefined {
  if (found === undefined) return undefined;
  const values = [...found.mapping.keys()].sort();
  return values.length === 0 ? found.propertyName : `${found.propertyName} (${values.join(", ")})`;
}
