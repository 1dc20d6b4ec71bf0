import type { Direction, Level } from "@surety/model/changes";
import type { Schema } from "@surety/engine-spec/schema";
import type { Flat } from "./flat.ts";
import type { Kind } from "./kind.ts";

/**
 * Compares one group of keywords of two schemas. Whether a difference breaks someone is not the rule's matter: it
 * says what the keywords ask, and the difference is judged by what senders send and readers accept.
 */
export interface SchemaRule {
  /** Part of the kinds' ids: `request-<name>-narrowed`. */
  readonly name: string;
  /** What changes, as the subject of a sentence: "the minimum". */
  readonly noun: string;
  readonly keywords: readonly (keyof Schema)[];
  /** What these keywords ask of a value, as a schema; null when they ask nothing. */
  constraint(flat: Flat, other: Flat): Schema | null;
  /** What is asked, for a sentence and for the fingerprint. */
  describe(flat: Flat): string;
  /** Predicate of the message, where "allows more: the minimum changes from 1 to 2" would not do. */
  sentence?(base: Flat, revision: Flat): string;
  readonly kinds: { readonly [direction in Direction]: { readonly narrowed: Kind; readonly widened: Kind } };
  /** A milder level than breaking for a proved change. */
  level?(base: Flat, revision: Flat, direction: Direction): Level;
  /** The keywords speak of what is not declared, so senders are taken to send that as well. */
  readonly undeclared?: boolean;
}

export interface RuleText {
  readonly name: string;
  readonly noun: string;
}

const WHY = {
  request: {
    narrowed: (noun: string) =>
      `Clients send values that the old contract allowed. When ${noun} allows less, some of those requests are refused.`,
    widened: (noun: string) => `The server accepts more than before, because ${noun} allows more. Requests that were valid stay valid.`,
  },
  response: {
    narrowed: (noun: string) =>
      `The server sends less than it was allowed to, because ${noun} allows less. Readers of the old contract understand all of it.`,
    widened: (noun: string) =>
      `Clients read what the old contract promised. When ${noun} allows more, they meet values that they were never told about.`,
  },
} as const;

const HINT = {
  request: {
    narrowed: "Keep accepting the old values, or add a new field, parameter or operation and deprecate the old one.",
    widened: "Nothing to do: this breaks nobody.",
  },
  response: {
    narrowed: "Nothing to do: this breaks nobody.",
    widened: "Keep to the old values for existing clients, and offer the new ones in a new field, version or media type.",
  },
} as const;

/** The four kinds of a rule: in requests and responses, for less and for more. */
export function kindsOf(text: RuleText): SchemaRule["kinds"] {
  const kind = (direction: Direction, way: "narrowed" | "widened"): Kind => ({
    id: `${direction}-${text.name}-${way}`,
    title: `${text.noun.charAt(0).toUpperCase()}${text.noun.slice(1)} in a ${direction} allows ${way === "narrowed" ? "less" : "more"}`,
    why: WHY[direction][way](text.noun),
    hint: HINT[direction][way],
  });
  return {
    request: { narrowed: kind("request", "narrowed"), widened: kind("request", "widened") },
    response: { narrowed: kind("response", "narrowed"), widened: kind("response", "widened") },
  };
}
