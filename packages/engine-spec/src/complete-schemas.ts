import { splitPointer } from "@surety/model/pointer";
import type { Schema } from "./schema.ts";
import type { SchemaDraft, SchemaReader } from "./schema-reader.ts";

/** Steps through `allOf` that looking for subtypes may take; real documents need some thousands. */
const MAX_STEPS = 1_000_000;

/** Says what can be said only when every node is filled. */
export function completeSchemas(reader: SchemaReader, named: ReadonlyMap<string, Schema>): void {
  reader.settle();
  cutEmptyCycles(reader);
  if (reader.discriminators.size === 0) return;
  for (const [draft, mapping] of reader.discriminators) mapArms(draft, mapping);
  mapSubtypes(reader.discriminators, named);
}

/** A reference that leads back to itself without content means nothing: it loses its target. */
function cutEmptyCycles(reader: SchemaReader): void {
  const checked = new Set<SchemaDraft>();
  for (const node of reader.nodes) {
    if (!node.ref) continue;
    const chain = new Set<SchemaDraft>();
    let at: SchemaDraft | undefined = node;
    while (at?.ref && !checked.has(at) && !chain.has(at)) {
      chain.add(at);
      at = at.ref;
    }
    if (at && chain.has(at)) {
      reader.log.add(
        "cyclic-ref",
        `${at.pointer}/$ref`,
        `\`${at.refText ?? ""}\` leads back to itself without any content.`,
        "Give one of these references its content.",
      );
      delete at.ref;
      at.unsupported = [...(at.unsupported ?? []), "$ref"];
    }
    for (const one of chain) checked.add(one);
  }
}

/** An arm that `mapping` does not name goes by its component's name (OpenAPI 3.1, section 4.8.25). */
function mapArms(draft: SchemaDraft, mapping: Map<string, Schema>): void {
  const holder = draft.discriminator ? draft : draft.anyOf?.[0];
  const mapped = new Set(mapping.values());
  for (const arm of [...(holder?.oneOf ?? []), ...(holder?.anyOf ?? [])]) {
    const name = arm.refText === undefined ? undefined : splitPointer(arm.refText.replace(/^[^#]*#?/, "")).at(-1);
    if (name !== undefined && arm.ref && !mapped.has(arm.ref) && !mapping.has(name)) mapping.set(name, arm.ref);
  }
}

/** Named schemas that extend a schema with a discriminator by `allOf` are its subtypes under their names. */
function mapSubtypes(discriminators: ReadonlyMap<SchemaDraft, Map<string, Schema>>, named: ReadonlyMap<string, Schema>): void {
  const bases: ReadonlyMap<Schema, Map<string, Schema>> = discriminators;
  const explicit = new Map([...bases].map(([base, mapping]) => [base, new Set(mapping.values())]));
  let steps = MAX_STEPS;
  for (const [name, schema] of named) {
    if (schema.ref && !schema.allOf) continue;
    const above = new Set<Schema>([schema]);
    for (const one of above) {
      if (--steps < 0) return;
      if (one.ref) above.add(one.ref);
      for (const arm of one.allOf ?? []) above.add(arm);
      const mapping = one === schema ? undefined : bases.get(one);
      if (mapping && !mapping.has(name) && !explicit.get(one)?.has(schema)) mapping.set(name, schema);
    }
  }
}
