import { z } from "zod";
import { checkValue } from "../json-schema/check-value.ts";
import { CompiledSchemas, type SchemaDraft, type SchemaReading } from "../json-schema/compiled-schemas.ts";
import { describeErrors } from "../json-schema/describe-errors.ts";
import { UnusableSchema } from "../json-schema/schema-error.ts";
import { checkOptions } from "./options.ts";
import type { ResolvedDocument } from "../resolved-document.ts";
import type { FunctionContext, FunctionResult, RuleFunction } from "./rule-function.ts";

const DIALECTS = ["auto", "draft4", "draft6", "draft7", "draft2019-09", "draft2020-12"] as const;

const SchemaOptions = z.strictObject({
  schema: z.record(z.string(), z.unknown()),
  dialect: z.enum(DIALECTS).optional(),
  allErrors: z.boolean().optional(),
  prepareResults: z.unknown().optional(),
});

/** A value obeys a JSON Schema. */
export const schemaFunction: RuleFunction = {
  name: "schema",
  check: checkOptions("schema", SchemaOptions, '{ "schema": { "type": "object" } }'),
  run: (value, { schema, dialect, allErrors }, context) =>
    checkAgainst(value, schema, context, { allErrors: allErrors === true, draft: draftOf(schema, dialect) }),
};

/** What is said of the dialect, else `$schema`, else draft 7, as in Spectral. */
function draftOf(schema: unknown, dialect: unknown): SchemaDraft {
  const isSaid = typeof dialect === "string" && dialect !== "auto";
  const named: unknown = isSaid ? dialect : typeof schema === "object" && schema !== null ? Reflect.get(schema, "$schema") : undefined;
  const later = typeof named === "string" ? /2019-09|2020-12/.exec(named)?.[0] : undefined;
  return later === "2019-09" || later === "2020-12" ? later : "7";
}

export interface SchemaCheck extends SchemaReading {
  readonly allErrors?: boolean;
}

const compiled = new WeakMap<ResolvedDocument, Map<string, CompiledSchemas>>();

/** Compiled schemas live as long as the document that they check. */
function schemasFor(document: ResolvedDocument, reading: SchemaReading): CompiledSchemas {
  const readings = compiled.get(document) ?? new Map<string, CompiledSchemas>();
  compiled.set(document, readings);
  const key = `${reading.optional} ${reading.nullable} ${reading.draft}`;
  const schemas = readings.get(key) ?? new CompiledSchemas(reading);
  readings.set(key, schemas);
  return schemas;
}

/** Where a value stands. */
type Place = Pick<FunctionContext, "document" | "path" | "resolved">;

/** Findings of one value against one schema, at the places where it fails. */
export function checkAgainst(value: unknown, schema: unknown, place: Place, check: SchemaCheck = {}): FunctionResult[] {
  if (value === undefined) return [{ path: place.path, message: '#{{print("property")}}must exist' }];
  try {
    const schemas = schemasFor(place.document, check);
    const errors = checkValue(schema, value, { root: schema, allErrors: check.allErrors === true, schemas });
    if (errors.length === 0) return [];
    const { path } = place;
    return describeErrors(errors, value, path).map((error) => ({ message: error.message, path: [...path, ...error.path] }));
  } catch (error) {
    if (!(error instanceof UnusableSchema)) throw error;
    return error.isMissingRef && place.resolved ? [] : [{ message: error.message, path: place.path }];
  }
}
