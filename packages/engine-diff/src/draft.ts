import type { Direction, Level, Witness } from "@surety/model/changes";
import type { Pointer } from "@surety/model/pointer";
import type { Kind } from "./kind.ts";

/** A change before its places are looked up. */
export interface Draft {
  readonly kind: Kind;
  readonly level: Level;
  readonly direction: Direction;
  readonly coordinate: string;
  /** What changed, without names of components or wording: part of the fingerprint. */
  readonly meaning: string;
  readonly message: string;
  readonly hint?: string;
  readonly undecided?: string;
  readonly operations: readonly string[];
  readonly witness: Witness | null;
  readonly base: Pointer | null;
  readonly revision: Pointer | null;
}
