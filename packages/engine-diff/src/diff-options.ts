/** What the answer depends on beside the two contracts. Levels and exceptions are settings that are applied to it afterwards. */
export interface DiffOptions {
  /** Readers of responses refuse fields that they do not know. Default: they ignore them. */
  readonly strictReaders?: boolean;
  /** The day for sunsets, `2026-01-31`: an operation may go once its sunset has passed. Absent: no sunset has passed. */
  readonly today?: string;
  /** Days of notice between a deprecation and its sunset, by stability level (`x-stability-level`). Default: 0. Drafts and alphas need none. */
  readonly deprecationDays?: { readonly beta?: number | undefined; readonly stable?: number | undefined };
  /** Steps of search for one question about two schemas. */
  readonly maxSteps?: number;
  /** Steps of search for the whole comparison; what is left over then is undecided, and the result says that it is partial. */
  readonly maxAllSteps?: number;
}
