import type { Schema } from "@surety/engine-spec/schema";

/** The schema that a chain of references ends at; the node itself when the chain has no end. */
export function resolveSchema(schema: Schema): Schema {
  let node = schema;
  for (let step = 0; node.ref !== undefined; step += 1) {
    if (step === 100) return schema;
    node = node.ref;
  }
  return node;
}
