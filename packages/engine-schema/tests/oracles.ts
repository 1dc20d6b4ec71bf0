import { registerSchema, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Json } from "@surety/model/json";

export type Oracle = (value: Json) => boolean;

/** Objects without a prototype upset other validators. */
export function plain<Value extends Json>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

export function ajvOracle(schema: Json): Oracle {
  const ajv = new Ajv2020({ strict: false, multipleOfPrecision: 9, logger: false, validateFormats: false });
  const compiled = ajv.compile(typeof schema === "boolean" ? schema : Object(plain(schema)));
  return (value) => compiled(plain(value)) === true;
}

let count = 0;

export async function hyperjumpOracle(schema: Json): Promise<Oracle> {
  count += 1;
  const uri = `https://oracle.test/${count}`;
  const text = typeof schema === "boolean" ? (schema ? {} : { not: {} }) : Object(plain(schema));
  registerSchema(text, uri, "https://json-schema.org/draft/2020-12/schema");
  const compiled = await validate(uri);
  unregisterSchema(uri);
  return (value) => compiled(JSON.parse(JSON.stringify(value))).valid;
}
