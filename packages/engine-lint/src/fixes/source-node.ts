/** A value of a document as it stands in the text. Offsets count UTF-16 units; ends are exclusive. */
export interface SourceNode {
  /** `flow`: between brackets, as in JSON. `block`: by indentation. An alias stands for another place, and cannot be edited. */
  readonly kind: "scalar" | "alias" | "flow-list" | "flow-map" | "block-list" | "block-map";
  readonly start: number;
  end: number;
  readonly children: SourceChild[];
}

/** A member or an item. */
export interface SourceChild {
  readonly name: string;
  /** Where the member begins with its name, or the item with its dash. */
  readonly start: number;
  /** Where its name ends; the same as `start` for an item. */
  readonly nameEnd: number;
  readonly node: SourceNode;
}
