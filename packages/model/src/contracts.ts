import { z } from "zod";
import { Digest } from "./ids.ts";
import { Place } from "./places.ts";
import { Timestamp } from "./pages.ts";

/** Largest document that is read, in bytes after decoding. */
export const MAX_CONTRACT_BYTES = 10 * 1024 * 1024;

export const Dialect = z.enum(["swagger-2.0", "openapi-3.0", "openapi-3.1", "openapi-3.2"]);
export type Dialect = z.infer<typeof Dialect>;
export const Syntax = z.enum(["json", "yaml"]);
export type Syntax = z.infer<typeof Syntax>;

/**
 * Something wrong with a document itself. `fatal` ones mean that there is no contract to work with;
 * the others (a dangling `$ref`, an unreadable schema) leave the rest of the contract usable.
 */
export const SourceProblem = z.object({
  code: z.string().describe("stable id, for example `duplicate-key`"),
  fatal: z.boolean(),
  ...Place.shape,
  message: z.string(),
  hint: z.string().optional(),
});
export type SourceProblem = z.infer<typeof SourceProblem>;

/** One operation of a contract, as lists show it. */
export const OperationSummary = z.object({
  key: z.string().describe("METHOD and path template with anonymous parameters, for example `GET /orders/{}`"),
  method: z.string(),
  path: z.string(),
  summary: z.string().optional(),
  deprecated: z.boolean(),
  line: z.int().min(1),
});
export type OperationSummary = z.infer<typeof OperationSummary>;

/** What is known of a contract once it has been read; everything here follows from its bytes. */
export const ContractSummary = z.object({
  rawDigest: Digest,
  contractDigest: Digest,
  syntax: Syntax,
  dialect: Dialect,
  title: z.string(),
  apiVersion: z.string(),
  byteLength: z.int().min(0),
  operations: z.array(OperationSummary),
  problems: z.array(SourceProblem),
});
export type ContractSummary = z.infer<typeof ContractSummary>;

export const GetContractInput = z.strictObject({ digest: Digest });
export type GetContractInput = z.infer<typeof GetContractInput>;
export const ContractView = ContractSummary.extend({ createdAt: Timestamp });
export type ContractView = z.infer<typeof ContractView>;

/** The document's own text, exactly as published. */
export const ContractSource = z.object({ rawDigest: Digest, syntax: Syntax, text: z.string() });
export type ContractSource = z.infer<typeof ContractSource>;
