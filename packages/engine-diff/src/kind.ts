import type { Category, Level } from "@surety/model/changes";

/** What `surety explain KIND` prints about one kind of change. */
export interface Kind {
  /** Stable id, for example `request-property-became-required`. */
  readonly id: string;
  readonly title: string;
  /** Why it matters to someone who relies on the old contract. */
  readonly why: string;
  /** Two fragments of YAML, under comments that say where they stand. The engine reports this kind on them. */
  readonly example?: { readonly base: string; readonly revision: string };
  /** How to make the change without breaking anyone. */
  readonly hint: string;
  /** How to get there without breaking anyone, one step a version; absent where nothing breaks. */
  readonly steps?: readonly string[];
  /** Where it is written what the change is about: an RFC, a specification, with its section. */
  readonly source?: string;
  /** The smallest category that it belongs to. Absent: `wire`. Outside of `wire` a change is safe, unless settings count its category. */
  readonly category?: Exclude<Category, "wire">;
  /** The level of such a change where its category counts. Absent: safe there too. */
  readonly fullLevel?: Exclude<Level, "safe">;
}
