import type { Contract } from "@surety/engine-spec/contract";
import type { Operation } from "@surety/engine-spec/api";
import type { Schema } from "@surety/engine-spec/schema";

/** A schema as a body reaches it first. */
export interface SchemaVisit {
  readonly schema: Schema;
  /** Name of the property whose value it is, through references and combinations. */
  readonly name?: string;
  /** The schema that has it as a branch of allOf, anyOf or oneOf. */
  readonly combinedIn?: Schema;
}

export interface ReachedSchemas {
  /** Of request bodies; what is `readOnly` is not reached. */
  readonly request: readonly SchemaVisit[];
  /** Of response bodies; what is `writeOnly` is not reached. */
  readonly response: readonly SchemaVisit[];
}

const known = new WeakMap<Contract, ReachedSchemas>();

/** Every schema that bodies of `paths` reach, each once per direction. */
export function reachedSchemas(contract: Contract): ReachedSchemas {
  let reached = known.get(contract);
  if (reached === undefined) {
    reached = {
      request: visit(contract.api.operations.flatMap(requestRoots), (schema) => schema.readOnly !== true),
      response: visit(contract.api.operations.flatMap(responseRoots), (schema) => schema.writeOnly !== true),
    };
    known.set(contract, reached);
  }
  return reached;
}

function requestRoots(operation: Operation): Schema[] {
  return (operation.requestBody?.content ?? []).map((media) => media.schema);
}

function responseRoots(operation: Operation): Schema[] {
  return operation.responses.flatMap((response) => response.content.map((media) => media.schema));
}

function visit(roots: readonly Schema[], travels: (schema: Schema) => boolean): SchemaVisit[] {
  const visits: SchemaVisit[] = [];
  const seen = new Set<Schema>();
  const add = (entry: SchemaVisit): void => {
    if (seen.has(entry.schema) || !travels(entry.schema)) return;
    seen.add(entry.schema);
    visits.push(entry);
  };
  for (const schema of roots) add({ schema });
  for (const entry of visits) for (const child of children(entry)) add(child);
  return visits;
}

function* children({ schema, name }: SchemaVisit): Iterable<SchemaVisit> {
  const named = name === undefined ? {} : { name };
  if (schema.ref !== undefined) yield { schema: schema.ref, ...named };
  for (const [property, child] of schema.properties ?? []) yield { schema: child, name: property };
  for (const child of schema.patternProperties?.values() ?? []) yield { schema: child };
  for (const child of schema.prefixItems ?? []) yield { schema: child };
  for (const child of [schema.items, schema.additionalProperties]) if (child !== undefined) yield { schema: child };
  for (const branches of [schema.allOf, schema.anyOf, schema.oneOf]) {
    for (const child of branches ?? []) yield { schema: child, ...named, combinedIn: schema };
  }
}
