import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";

/** A document as it is stored. */
export interface PackedDocument {
  readonly gzip: Uint8Array;
}

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** Compresses, off the event loop. */
export async function packDocument(document: Uint8Array): Promise<PackedDocument> {
  return { gzip: await compress(document, { level: 6 }) };
}

/** The original bytes, every one of them. */
export async function unpackDocument(packed: PackedDocument): Promise<Uint8Array> {
  return expand(packed.gzip);
}
