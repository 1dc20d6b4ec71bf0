import type { Direction } from "@surety/model/changes";
import type { Schema } from "@surety/engine-spec/schema";
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
  example: { base: "default: 10", revision: "default: 50" },
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

export const annotationKinds: readonly Kind[] = [
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
export function compareAnnotations(base: Flat, revision: Flat, direction: Direction, calendar: Calendar): readonly Annotation[] {
  const found: Annotation[] = [];
  const [before, after] = [defaultOf(base), defaultOf(revision)];
  if (before !== after) {
    const kind = direction === "request" ? requestDefaultChanged : responseDefaultChanged;
    const message = `has another default: ${before ?? "none"} → ${after ?? "none"}`;
    found.push({ kind, level: direction === "request" ? "risky" : "safe", meaning: `${before} → ${after}`, message, keyword: "default" });
  }
  const [was, is] = [lifetimeOf(base), lifetimeOf(revision)];
  found.push(...compareLifetimes(was, is, lifecycle, calendar));
  const [old, current] = [discriminatorOf(base), discriminatorOf(revision)];
  if (old !== current) {
    found.push({
      kind: discriminatorChanged,
      level: "safe",
      meaning: `${old} → ${current}`,
      message: `has another discriminator: ${old ?? "none"} → ${current ?? "none"}`,
      keyword: "discriminator",
    });
  }
  return found;
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

function discriminatorOf(flat: Flat): string | undefined {
  const found = flat.nodes.find((node) => node.discriminator !== undefined)?.discriminator;
  if (found === undefined) return undefined;
  const values = [...found.mapping.keys()].sort();
  return values.length === 0 ? found.propertyName : `${found.propertyName} (${values.join(", ")})`;
}
