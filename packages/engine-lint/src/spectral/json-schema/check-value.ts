import { CheckRun } from "./check-run.ts";
import { CompiledSchemas } from "./compiled-schemas.ts";
import type { SchemaError } from "./schema-error.ts";

export interface CheckOptions {
  /** Every failure instead of the first. */
  readonly allErrors?: boolean;
  /** What `#/…` in the schema refers to. */
  readonly root: unknown;
  /** Of the same graph of schemas; what has been compiled is used again. */
  readonly schemas?: CompiledSchemas;
}

/**
 * Checks a value against a JSON Schema. Failures come in the order in which ajv reports them, so that findings stand
 * where Spectral's stand. Schema and value may be cyclic graphs. Throws {@link UnusableSchema}.
 */
export function checkValue(schema: unknown, value: unknown, { root, allErrors = false, schemas }: CheckOptions): readonly SchemaError[] {
  const run = new CheckRun(root);
  (schemas ?? new CompiledSchemas()).of(schema)(run, value, allErrors);
  return run.errors;
}
