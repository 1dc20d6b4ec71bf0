import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { Digest } from "@surety/model/ids";
import { type Pointer, splitPointer } from "@surety/model/pointer";
import type { Api } from "./api.ts";
import { CanonicalApi } from "./canonical-api.ts";
import { BudgetExceeded, CanonicalGraph } from "./canonical-graph.ts";
import { canonicalJson } from "./canonical-json.ts";
import { CanonicalSchemas } from "./canonical-schemas.ts";
import type { RawNode, RawObject } from "./contract.ts";
import { isRawObject } from "./raw-nodes.ts";
import type { Schema } from "./schema.ts";

/** Units of work (nodes and edges seen); the largest real documents need about a tenth. */
const BUDGET = 2_000_000;

/**
 * SHA-256 of what an API promises, without how it is written. A document whose composition is too costly to take apart
 * gets the digest of its data instead: it is then equal to fewer documents, never to one that means something else.
 */
export function digestContract(api: Api, document: RawObject): Digest {
  try {
    return digestText(canonicalText(api, document));
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return digestText(["data ", canonicalJson(document)]);
  }
}

/** The canonical form itself, piece by piece: for tests and for explaining why two digests differ. */
export function canonicalText(api: Api, document: RawObject): Iterable<string> {
  const rawAt = (pointer: Pointer): RawNode | undefined => walk(document, pointer);
  const build = (exact: boolean): Iterable<string> | undefined => {
    const graph = new CanonicalGraph(BUDGET);
    const schemas = new CanonicalSchemas(graph, (schema) => textOfUnsupported(schema, rawAt), exact);
    const root = new CanonicalApi(graph, schemas, api, rawAt).root();
    return schemas.needsExactness ? undefined : graph.text(root);
  };
  return build(false) ?? build(true) ?? [];
}

function textOfUnsupported(schema: Schema, rawAt: (pointer: Pointer) => RawNode | undefined): string {
  const raw = rawAt(schema.pointer);
  const names = [...(schema.unsupported ?? [])].sort();
  return names.map((name) => `${name} ${canonicalJson((isRawObject(raw) ? raw[name] : undefined) ?? null)}`).join(" ");
}

function walk(document: RawObject, pointer: Pointer): RawNode | undefined {
  let at: RawNode | undefined = document;
  for (const token of splitPointer(pointer)) at = Array.isArray(at) ? at[Number(token)] : isRawObject(at) ? at[token] : undefined;
  return at;
}

function digestText(pieces: Iterable<string>): Digest {
  const hash = sha256.create();
  let text = "";
  for (const piece of pieces) {
    text += piece;
    if (text.length < 65_536) continue;
    hash.update(utf8ToBytes(text));
    text = "";
  }
  hash.update(utf8ToBytes(text));
  return Digest.parse(bytesToHex(hash.digest()));
}
