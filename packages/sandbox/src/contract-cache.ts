import { createHash } from "node:crypto";
import type { ReadResult } from "@surety/engine-spec/contract";

/** Parsed contracts of the last documents, by the digest of their bytes; the oldest go when the bytes add up to more than the limit. */
export class ContractCache {
  readonly #results = new Map<string, { readonly result: ReadResult; readonly bytes: number }>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The known result for these bytes, or the one that `read` gives. */
  get(document: Uint8Array, read: (document: Uint8Array) => ReadResult): ReadResult {
    const digest = createHash("sha256").update(document).digest("hex");
    const known = this.#results.get(digest);
    this.#results.delete(digest);
    const entry = known ?? { result: read(document), bytes: document.byteLength };
    if (known === undefined) this.#bytes += entry.bytes;
    this.#results.set(digest, entry);
    for (const [oldest, { bytes }] of this.#results) {
      if (this.#bytes <= this.#maxBytes || this.#results.size === 1) break;
      this.#results.delete(oldest);
      this.#bytes -= bytes;
    }
    return entry.result;
  }
}
