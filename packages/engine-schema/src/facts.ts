import type { Json } from "@surety/model/json";
import type { Schema } from "@surety/engine-spec/schema";

/**
 * How a literal reads its schema. `sender`: only declared properties are ever sent. `lenient`: unknown fields are
 * ignored. What a sender produces is valid, and what is valid is readable, so `S` and not `S` never hold together,
 * whatever their modes.
 */
export type Mode = "plain" | "sender" | "lenient";

/** The value that is searched for is, or is not, valid under a schema. */
export interface Literal {
  readonly schema: Schema;
  readonly positive: boolean;
  readonly mode: Mode;
}

/** Names that some keywords have spoken about: those listed and those that match. */
export interface Cover {
  readonly names: ReadonlySet<string>;
  readonly patterns: readonly string[];
}

/** What is asked of a name: all patterns match, none of the others, and it is not covered. */
export interface NameTest {
  readonly matches: readonly string[];
  readonly outside: Cover;
  readonly literals: readonly Literal[];
}

/** A constraint on one value of a known type. Facts about other types never meet. */
export type Fact =
  | { readonly on: "literal"; readonly literal: Literal }
  | { readonly on: "choice"; readonly choice: Choice }
  | { readonly on: "false" }
  | { readonly on: "unknown"; readonly reason: string }
  | { readonly on: "excluded"; readonly values: readonly Json[] }
  | { readonly on: "least"; readonly value: number; readonly exclusive: boolean }
  | { readonly on: "most"; readonly value: number; readonly exclusive: boolean }
  | { readonly on: "multiple"; readonly of: number; readonly holds: boolean }
  | { readonly on: "integer"; readonly holds: boolean }
  | { readonly on: "pattern" | "format"; readonly text: string; readonly holds: boolean }
  | { readonly on: "minSize" | "maxSize"; readonly size: number }
  | { readonly on: "item"; readonly index: number; readonly literal: Literal }
  | { readonly on: "itemAt"; readonly index: number; readonly literals: readonly Literal[] }
  | { readonly on: "items"; readonly from: number; readonly literal: Literal }
  | { readonly on: "someItem"; readonly from: number; readonly literals: readonly Literal[] }
  | { readonly on: "contains"; readonly literal: Literal; readonly minimum: number; readonly maximum: number }
  | { readonly on: "unique"; readonly holds: boolean }
  | { readonly on: "property"; readonly name: string; readonly literal: Literal }
  | { readonly on: "member"; readonly name: string; readonly literals: readonly Literal[] }
  | { readonly on: "absent"; readonly name: string }
  | { readonly on: "matching"; readonly pattern: string; readonly literal: Literal }
  | { readonly on: "others"; readonly cover: Cover; readonly literal: Literal }
  | { readonly on: "names"; readonly literal: Literal }
  | { readonly on: "someMember"; readonly name: NameTest; readonly literals: readonly Literal[] }
  | { readonly on: "declared"; readonly cover: Cover; readonly open: boolean };

/** At least one of these lists of facts holds as a whole. */
export type Choice = readonly (readonly Fact[])[];

export const FALSE: Fact = { on: "false" };
export const NO_COVER: Cover = { names: new Set(), patterns: [] };

export function negate(schema: Schema, mode: Mode): Literal {
  return { schema, positive: false, mode };
}
