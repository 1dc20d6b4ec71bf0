import { z } from "zod";
import { checkValue, type Dialect } from "../json-schema/check-value.ts";
import { describeErrors } from "../json-schema/describe-errors.ts";
import { UnusableSchema } from "../json-schema/schema-error.ts";
import { checkOptions } from "./options.ts";
import type { FunctionContext, FunctionResult, RuleFunction } from "./rule-function.ts";

const DIALECTS = ["draft4", "draft6", "draft7", "draft2019-09", "draft2020-12"] as const;

const SchemaOptions = z.strictObject({
  schema: z.record(z.string(), z.unknown()),
  dialect: z.enum(["auto", ...DIALECTS]).optional(),
  allErrors: z.boolean().optional(),
  prepareResults: z.unknown().optional(),
});

/** A value obeys a JSON Schema. */
export const schemaFunction: RuleFunction = {
  name: "schema",
  check: checkOptions("schema", SchemaOptions, '{ "schema": { "type": "object" } }'),
  run(value, options, context) {
    const { schema, dialect, allErrors } = options;
    return checkAgainst(value, schema, context, { dialect: dialectOf(dialect, schema), allErrors: allErrors === true });
  },
};

export interface SchemaCheck {
  readonly dialect: Dialect;
  readonly allErrors?: boolean;
  readonly optional?: "readOnly" | "writeOnly";
  readonly nullable?: "nullable" | "x-nullable";
}

/** Findings of one value against one schema, at the places where it fails. */
export function checkAgainst(value: unknown, schema: unknown, context: FunctionContext, check: SchemaCheck): FunctionResult[] {
  const { path } = context;
  if (value === undefined) return [{ path, message: '#{{print("property")}}must exist' }];
  try {
    const errors = checkValue(schema, value, { root: schema, ...check });
    if (errors.length === 0) return [];
    return describeErrors(errors, value, path).map((error) => ({ message: error.message, path: [...path, ...error.path] }));
  } catch (error) {
    if (!(error instanceof UnusableSchema)) throw error;
    return error.isMissingRef && context.resolved ? [] : [{ message: error.message, path }];
  }
}

/** The dialect that a schema or an option names; draft 7 when none does. */
export function dialectOf(option: unknown, schema: unknown): Dialect {
  const named = DIALECTS.find((dialect) => dialect === option);
  if (named !== undefined) return named;
  const uri: unknown = typeof schema === "object" && schema !== null ? Reflect.get(schema, "$schema") : undefined;
  const [, draft] = typeof uri === "string" ? (/draft[/-]([\d-]+)/.exec(uri) ?? []) : [];
  return (
    DIALECTS.find(
      (dialect) =>
        dialect ===
        `draft${String(draft)
          .replace(/^0(\d)$/, "$1")
          .replace(/^0/, "")}`,
    ) ?? "draft7"
  );
}
