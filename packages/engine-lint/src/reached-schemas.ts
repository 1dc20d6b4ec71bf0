import type { Contract } from "@surety/engine-spec/contract";
import type { Operation } from "@surety/engine-spec/api";
import type { Schema } from "@surety/engine-spec/schema";

/** A schema as a body reaches it first. */
export interface SchemaVisit {
  readonly schema: Schema;
  /** Name of the property whose value it is, through references and combinations. */
  readonly name: string | undefined;
  /** The schema that has it as a branch of allOf, anyOf or oneOf. */
  readonly combinedIn: Schema | undefined;
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
  const reached = known.get(contract) ?? reach(contract.api.operations);
  known.set(contract, reached);
  return reached;
}

const every = new WeakMap<Contract, ReadonlySet<Schema>>();

/** The same schemas, and those of parameters. */
export function everySchema(contract: Contract): ReadonlySet<Schema> {
  const schemas = every.get(contract) ?? collect(contract);
  every.set(contract, schemas);
  return schemas;
}

function collect(contract: Contract): Set<Schema> {
  const { request, response } = reachedSchemas(contract);
  const schemas = new Set<Schema>();
  for (const { schema } of request) schemas.add(schema);
  for (const { schema } of response) schemas.add(schema);
  for (const { parameters } of contract.api.operations) for (const { schema } of parameters) schemas.add(schema);
  return schemas;
}

function reach(operations: readonly Operation[]): ReachedSchemas {
  const request = new Visits((schema) => schema.readOnly !== true);
  const response = new Visits((schema) => schema.writeOnly !== true);
  for (const { requestBody, responses } of operations) {
    for (const media of requestBody?.content ?? []) request.add(media.schema);
    for (const { content } of responses) for (const media of content) response.add(media.schema);
  }
  return { request: request.finish(), response: response.finish() };
}

class Visits {
  readonly #visits: SchemaVisit[] = [];
  readonly #seen = new Set<Schema>();
  readonly #travels: (schema: Schema) => boolean;

  constructor(travels: (schema: Schema) => boolean) {
    this.#travels = travels;
  }

  add(schema: Schema, name?: string, combinedIn?: Schema): void {
    if (this.#seen.has(schema) || !this.#travels(schema)) return;
    this.#seen.add(schema);
    this.#visits.push({ schema, name, combinedIn });
  }

  /** Follows what was added to its end; the list grows while it is walked. */
  finish(): readonly SchemaVisit[] {
    for (const { schema, name } of this.#visits) this.#addChildren(schema, name);
    return this.#visits;
  }

  #addChildren(schema: Schema, name: string | undefined): void {
    const { ref, properties, patternProperties, prefixItems, items, additionalProperties, allOf, anyOf, oneOf } = schema;
    if (ref !== undefined) this.add(ref, name);
    if (properties !== undefined) for (const [property, child] of properties) this.add(child, property);
    if (patternProperties !== undefined) for (const child of patternProperties.values()) this.add(child);
    if (prefixItems !== undefined) for (const child of prefixItems) this.add(child);
    if (items !== undefined) this.add(items);
    if (additionalProperties !== undefined) this.add(additionalProperties);
    if (allOf !== undefined) for (const child of allOf) this.add(child, name, schema);
    if (anyOf !== undefined) for (const child of anyOf) this.add(child, name, schema);
    if (oneOf !== undefined) for (const child of oneOf) this.add(child, name, schema);
  }
}
