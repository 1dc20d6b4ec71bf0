import type { Direction, Level } from "@surety/model/changes";
import type { Pointer } from "@surety/model/pointer";
import type { Schema } from "@surety/engine-spec/schema";
import type { Kind } from "./kind.ts";

/** One step from a schema to a part of it, taken on both sides. */
export interface Edge {
  /** Appended to the coordinate: `.sku`, `[]`, `.*`. */
  readonly label: string;
  /** A value whose part satisfies `inner`, as a schema. */
  readonly wrap: (inner: Schema) => Schema;
  readonly to: Pair;
}

/** A difference that a pair of schemas shows by itself. */
export interface Issue {
  readonly kind: Kind;
  /** Appended to the pair's coordinate. */
  readonly label: string;
  /** `prove`: breaking when a witness confirms it. */
  readonly level: Level | "prove";
  /** The level of a proved issue. */
  readonly proved: Level;
  /** What the part of the witness at this pair has to satisfy. */
  readonly evidence: Schema | null;
  /** The sender sends whatever is valid, not only what it declares. */
  readonly undeclared?: boolean;
  readonly undecided?: string;
  readonly meaning: string;
  /** Predicate of the message, after the subject. */
  readonly message: string;
  readonly base: Pointer | null;
  readonly revision: Pointer | null;
}

/** The base's and the revision's schema at the same place. Compared once, wherever it is reached from. */
export interface Pair {
  readonly base: Schema;
  readonly revision: Schema;
  readonly direction: Direction;
  readonly edges: Edge[];
  readonly issues: Issue[];
}
