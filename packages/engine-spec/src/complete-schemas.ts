import type { Schema } from "./schema.ts";
import type { SchemaReader } from "./schema-reader.ts";

/** What can be said only when every node is filled: references that lead back to themselves lose their target. */
export function completeSchemas(reader: SchemaReader, _named: ReadonlyMap<string, Schema>): void {
  reader.settle();
  const checked = new Set<Schema>();
  for (const node of reader.nodes) {
    const chain = new Set<Schema>();
    let at: Schema | undefined = node;
    while (at?.ref && !checked.has(at) && !chain.has(at)) {
      chain.add(at);
      at = at.ref;
    }
    if (at && chain.has(at)) {
      reader.log.add("cyclic-ref", at.pointer, `\`${at.refText ?? ""}\` leads back to itself without any content.`, "Give one of these references its content.");
      reader.cut(at);
    }
    for (const one of chain) checked.add(one);
  }
}
