import type { Expression } from "./expression.ts";

/** One step of a JSONPath. `deep` says that it may lie any number of levels below (`..`). */
export type Step =
  | { readonly kind: "names"; readonly names: readonly string[]; readonly deep: boolean }
  | { readonly kind: "any"; readonly deep: boolean }
  | { readonly kind: "slice"; readonly start?: number; readonly end?: number; readonly step: number; readonly deep: boolean }
  | { readonly kind: "filter"; readonly text: string; readonly expression: Expression; readonly deep: boolean }
  /** `[(@.length-1)]`: a name that is computed from the object. */
  | { readonly kind: "computed"; readonly expression: Expression; readonly deep: boolean }
  /** `..` at the end: the value itself and everything below it. */
  | { readonly kind: "everything" }
  | { readonly kind: "parent" };

export interface JsonPath {
  readonly text: string;
  readonly steps: readonly Step[];
  /** `~` at the end: the key instead of the value. */
  readonly keys: boolean;
}
