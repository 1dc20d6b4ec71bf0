import type { Key } from "../resolved-document.ts";

/** One keyword that a value does not obey. */
export interface SchemaError {
  readonly keyword: string;
  /** From the checked value to where it fails. */
  readonly path: readonly Key[];
  readonly message: string;
  /** How many schemas deep it was found, to know which schema's own keyword it is. */
  readonly level: number;
  readonly params: {
    readonly additionalProperty?: string;
    readonly allowedValues?: readonly unknown[];
    readonly missingProperty?: string;
    /** Of `oneOf`: those that matched, when more than one did. */
    readonly passingSchemas?: readonly number[];
  };
}

/** A schema that cannot be used: it refers to nothing, or a keyword's value is of the wrong kind. */
export class UnusableSchema extends Error {
  override readonly name = "UnusableSchema";
  /** Its reference leads out of it: nothing can be said, and that is no finding. */
  readonly isMissingRef: boolean;

  constructor(message: string, isMissingRef = false) {
    super(message);
    this.isMissingRef = isMissingRef;
  }
}
