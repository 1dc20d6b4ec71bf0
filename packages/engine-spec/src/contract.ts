import type { Digest } from "@surety/model/ids";
import type { Dialect, SourceProblem, Syntax } from "@surety/model/contracts";
import type { Place, Snippet } from "@surety/model/places";
import type { Pointer } from "@surety/model/pointer";
import type { Api } from "./api.ts";

/** Plain data of a document: null-prototype objects, arrays, scalars, exactly as written (`$ref`s not followed). */
export type RawNode = null | boolean | number | string | RawNode[] | RawObject;
export interface RawObject {
  [name: string]: RawNode;
}

/** A document that was read: what it says, and where. */
export interface Contract {
  readonly rawDigest: Digest;
  /** Computed on first use (product vocabulary: `contractDigest`). */
  readonly contractDigest: Digest;
  readonly syntax: Syntax;
  readonly dialect: Dialect;
  readonly byteLength: number;
  readonly document: RawObject;
  readonly api: Api;
  /** What is wrong with the document without making it unusable, in document order. */
  readonly problems: readonly SourceProblem[];
  /**
   * False when no name and no text of the document can have this in it, which is printable ASCII without spaces, quotes and
   * slashes: said of the source, much faster than by a walk.
   */
  mayHave(text: string): boolean;
  /** Finds where pointers stand, all in one scan. A pointer that does not exist gives its nearest ancestor's place, under its own pointer. */
  locate(pointers: Iterable<Pointer>): ReadonlyMap<Pointer, Place>;
  /** The lines around a line, clipped to a readable width around `column`. */
  snippet(line: number, column: number): Snippet;
}

export type ReadResult =
  | { readonly ok: true; readonly contract: Contract }
  | { readonly ok: false; readonly problems: readonly [SourceProblem, ...SourceProblem[]] };

export interface ReadLimits {
  /** Bytes of the document. */
  readonly maxBytes: number;
  /** Nesting of arrays and objects. */
  readonly maxDepth: number;
  /** Nodes after YAML aliases are expanded. */
  readonly maxNodes: number;
}
