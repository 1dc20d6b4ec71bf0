/** What a filter sees: one member of an object or entry of an array. */
export interface FilterScope {
  readonly value: unknown;
  readonly property: string | number;
  readonly parent: unknown;
  readonly root: unknown;
  /** The key of `parent` in its own parent; undefined above the document. */
  parentProperty(): string | number | undefined;
  /** Keys from the document to the value. */
  path(): readonly (string | number)[];
}

export type Evaluate = (scope: FilterScope) => unknown;
