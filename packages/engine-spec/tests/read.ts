import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { SourceProblem } from "@surety/model/contracts";
import type { Contract, ReadLimits } from "../src/contract.ts";
import { readContract } from "../src/read-contract.ts";

const CORPUS = new URL("../../../../shared/corpus/", import.meta.url);

/** Whether the public documents are at hand; the tests that need them are skipped without. */
export const hasCorpus = existsSync(CORPUS);

export function corpusBytes(path: string): Uint8Array {
  return new Uint8Array(gunzipSync(readFileSync(new URL(path, CORPUS))));
}

export function bytesOf(source: string | object): Uint8Array {
  return new TextEncoder().encode(typeof source === "string" ? source : JSON.stringify(source));
}

/** The contract of a text, or of data as JSON. */
export function read(source: string | object, limits?: Partial<ReadLimits>): Contract {
  const result = readContract(bytesOf(source), limits);
  if (!result.ok) throw new Error(`not read: ${JSON.stringify(result.problems)}`);
  return result.contract;
}

/** The problem for which a text is refused. */
export function refusal(source: string | Uint8Array, limits?: Partial<ReadLimits>): SourceProblem {
  const result = readContract(typeof source === "string" ? bytesOf(source) : source, limits);
  if (result.ok) throw new Error("it was read");
  return result.problems[0];
}

/** An OpenAPI document with some members replaced. */
export function openapi(members: object = {}, version = "3.1.0"): object {
  return { openapi: version, info: { title: "Orders", version: "1" }, paths: {}, ...members };
}

/** A document whose one response has this schema, with named schemas beside it. */
export function withSchema(schema: unknown, schemas: object = {}, version = "3.1.0"): object {
  const responses = { 200: { description: "ok", content: { "application/json": { schema } } } };
  return openapi({ paths: { "/orders": { get: { responses } } }, components: { schemas } }, version);
}

/** The schema of the one response of {@link withSchema}. */
export function schemaOf(contract: Contract): import("../src/schema.ts").Schema {
  const schema = contract.api.operations[0]?.responses[0]?.content[0]?.schema;
  if (!schema) throw new Error("no schema");
  return schema;
}
