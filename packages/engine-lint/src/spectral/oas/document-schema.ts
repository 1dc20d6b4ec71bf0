import { noOptions } from "../functions/options.ts";
import type { FunctionContext, RuleFunction } from "../functions/rule-function.ts";
import { checkValue } from "../json-schema/check-value.ts";
import { CompiledSchemas } from "../json-schema/compiled-schemas.ts";
import { closestOf } from "../json-schema/closest-of.ts";
import { Predicates } from "../json-schema/predicates.ts";
import type { SchemaError } from "../json-schema/schema-error.ts";
import { openapi30 } from "./structure/openapi-30.ts";
import { openapi31, openapi32 } from "./structure/openapi-31.ts";
import type { Structure } from "./structure/structure.ts";
import { swagger20 } from "./structure/swagger-20.ts";

const structures = new CompiledSchemas({ predicates: new Predicates() });

/** The document has the structure that its version of OpenAPI prescribes. */
export const oasDocumentSchema: RuleFunction = {
  name: "oasDocumentSchema",
  check: noOptions("oasDocumentSchema"),
  run(document, _options, context) {
    const structure = structureOf(context);
    return checkValue(structure, document, { allErrors: true, root: structure, schemas: structures })
      .filter(({ keyword }) => keyword !== "if")
      .map((error) => {
        const { additionalProperty } = error.params;
        return {
          message: describe(error, document),
          path: additionalProperty === undefined ? error.path : [...error.path, additionalProperty],
        };
      });
  },
};

function structureOf({ formats }: FunctionContext): Structure {
  if (formats.has("oas2")) return swagger20;
  if (formats.has("oas3_2")) return openapi32;
  return formats.has("oas3_1") ? openapi31 : openapi30;
}

function describe({ keyword, path, message, params }: SchemaError, document: unknown): string {
  if (params.additionalProperty !== undefined) return `Property "${params.additionalProperty}" is not expected to be here`;
  if (keyword === "errorMessage") return message;
  const last = path.at(-1);
  const clean = message.replaceAll(/['"]/g, '"').replaceAll("NOT", "not");
  const shown = last === undefined ? clean : `"${last}" property ${clean}`;
  if (keyword !== "enum" || params.allowedValues === undefined) return shown;
  let value = document;
  for (const key of path) value = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  const closest = typeof value === "string" ? closestOf(value, params.allowedValues) : undefined;
  const allowed = params.allowedValues.map((each) => JSON.stringify(each)).join(", ");
  return `${shown}: ${allowed}${closest === undefined ? "" : `. Did you mean "${closest}"?`}`;
}
