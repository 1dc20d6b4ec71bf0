import { z } from "zod";
import { checkOptions } from "../functions/options.ts";
import type { FunctionResult, RuleFunction } from "../functions/rule-function.ts";
import { checkAgainst, type SchemaCheck } from "../functions/schema-function.ts";
import type { Key, KeyPath } from "../resolved-document.ts";
import { isMembers, isObject, type Members } from "./members.ts";

interface Example {
  readonly value: unknown;
  readonly path: KeyPath;
}

export const oasSchema: RuleFunction = {
  name: "oasSchema",
  check: checkOptions("oasSchema", z.strictObject({ schema: z.record(z.string(), z.unknown()) }), '{ "schema": { "type": "array" } }'),
  run: (value, { schema }, context) => checkAgainst(value, schema, context),
};

const ExampleOptions = z.strictObject({ oasVersion: z.literal([2, 3]), schemaField: z.string(), type: z.enum(["media", "schema"]) });

/** Examples are valid against the schema that they stand beside. */
export const oasExample: RuleFunction = {
  name: "oasExample",
  check: checkOptions("oasExample", ExampleOptions, '{ "oasVersion": 3, "schemaField": "schema", "type": "media" }'),
  run(value, options, context) {
    if (!isMembers(value)) return undefined;
    const isSwagger = options["oasVersion"] === 2;
    const isMedia = options["type"] === "media";
    const schema = options["schemaField"] === "$" ? value : value[String(options["schemaField"])];
    if (!isObject(schema)) return undefined;
    const examples = isMedia ? mediaExamples(value, context.path, isSwagger) : schemaExamples(value, context.path, isSwagger);
    const optional = isMedia ? optionalIn(context.path, isSwagger) : undefined;
    const check: SchemaCheck = {
      nullable: isSwagger ? "x-nullable" : "nullable",
      ...(optional === undefined ? {} : { optional }),
    };
    const { document, resolved } = context;
    const results: FunctionResult[] = [];
    for (const example of examples) results.push(...checkAgainst(example.value, schema, { document, resolved, path: example.path }, check));
    return results;
  },
};

function schemaExamples(schema: Members, path: KeyPath, isSwagger: boolean): Example[] {
  const fields = isSwagger ? ["example", "x-example", "default"] : ["example", "default"];
  return fields.filter((field) => Object.hasOwn(schema, field)).map((field) => ({ value: schema[field], path: [...path, field] }));
}

function mediaExamples(media: Members, path: KeyPath, isSwagger: boolean): Example[] {
  if (!isSwagger && Object.hasOwn(media, "example")) return [{ value: media["example"], path: [...path, "example"] }];
  const { examples } = media;
  if (!isObject(examples)) return [];
  const found: Example[] = [];
  for (const [name, example] of Object.entries(examples)) {
    const key: Key = Array.isArray(examples) ? Number(name) : name;
    if (isSwagger) found.push({ value: example, path: [...path, "examples", key] });
    else if (isMembers(example) && !Object.hasOwn(example, "externalValue"))
      found.push({ value: example["value"], path: [...path, "examples", key, "value"] });
  }
  return found;
}

/** What is read-only need not be in requests, nor what is write-only in responses. */
function optionalIn(path: KeyPath, isSwagger: boolean): "readOnly" | "writeOnly" | undefined {
  const [first, second, , fourth] = path;
  const part = first === "paths" ? fourth : isSwagger ? first : first === "components" ? second : undefined;
  if (part === "responses") return "writeOnly";
  return !isSwagger && (part === "requestBody" || part === "requestBodies") ? "readOnly" : undefined;
}
