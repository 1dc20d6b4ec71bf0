import { z } from "zod";

/** Turns the strings of a path or a query into what the input schema expects; it leaves alone what it cannot read, for the schema to refuse. */
export type Decoder = (value: unknown) => unknown;

/**
 * The decoder of one field, compiled from its schema without touching it.
 * Numbers are JSON numbers, booleans are exactly `true` and `false`, a list is the parameter repeated.
 */
export function compileDecoder(schema: z.core.$ZodType): Decoder {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodArray) {
    const item = compileDecoder(inner.element);
    return (value) => (Array.isArray(value) ? value : [value]).map(item);
  }
  if (inner instanceof z.ZodNumber) return decodeNumber;
  if (inner instanceof z.ZodBoolean) return decodeBoolean;
  return (value) => value;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) return unwrap(schema.unwrap());
  return schema instanceof z.ZodPipe ? unwrap(schema.in) : schema;
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function decodeNumber(value: unknown): unknown {
  return typeof value === "string" && JSON_NUMBER.test(value) ? Number(value) : value;
}

function decodeBoolean(value: unknown): unknown {
  return value === "true" ? true : value === "false" ? false : value;
}
