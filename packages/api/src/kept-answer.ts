import { hash } from "node:crypto";
import type { z } from "zod";

/** An answer as JSON text. */
export interface Encoding {
  readonly body: string;
  /** Of the body: 27 characters that name it. */
  readonly digest: string;
  /** The entity tag, once it has been made. */
  tag?: string;
}

/** Of the answers that may be given again as the same objects; null until they are first sent. */
const encodings = new WeakMap<object, Encoding | null>();

const schemas = new WeakMap<object, z.ZodObject>();

/**
 * The schema of an answer that verbs give again as the same object while nothing has changed: it is parsed once, and
 * encoded once. Such an object is never changed.
 */
export function kept<Schema extends z.ZodObject>(schema: Schema): Schema {
  const parsed = new WeakMap<object, object>();
  const parseOnce = (value: unknown): object => {
    const known = typeof value === "object" && value !== null ? parsed.get(value) : undefined;
    if (known !== undefined) return known;
    const answer = schema.parse(value);
    if (typeof value === "object" && value !== null) parsed.set(value, answer);
    encodings.set(answer, null);
    return answer;
  };
  const keeping: Schema = Object.create(schema, {
    parse: { value: parseOnce },
    parseAsync: { value: async (value: unknown) => parseOnce(value) },
  });
  schemas.set(keeping, schema);
  return keeping;
}

/** What a schema was before it was {@link kept}; any other value as it is. */
export function schemaOf(schema: unknown): unknown {
  return typeof schema === "object" && schema !== null ? (schemas.get(schema) ?? schema) : schema;
}

/** `answer` as JSON, made once where it is {@link kept}. */
export function encode(answer: unknown): Encoding {
  const isKept = typeof answer === "object" && answer !== null && encodings.has(answer);
  const known = isKept ? encodings.get(answer) : undefined;
  if (known !== undefined && known !== null) return known;
  const body = JSON.stringify(answer);
  const encoding = { body, digest: digestOf(body) };
  if (isKept) encodings.set(answer, encoding);
  return encoding;
}

export function digestOf(body: string): string {
  return hash("sha256", body, "base64url").slice(0, 27);
}
