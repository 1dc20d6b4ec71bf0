const COMMAND_COMPLETE = "C".charCodeAt(0);
const HEADER = 5;

/** Follows the messages that PostgreSQL sends on one connection, and tells when one says that a transaction is committed. */
export class CommitWatch {
  #rest: Buffer = Buffer.alloc(0);
  /** Bytes of a message that is not looked at. */
  #skip = 0;

  /** Whether a COMMIT was confirmed by a message that ends in this chunk. */
  sees(chunk: Buffer): boolean {
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let seen = false;
    for (;;) {
      const skipped = Math.min(this.#skip, bytes.length);
      bytes = bytes.subarray(skipped);
      this.#skip -= skipped;
      if (this.#skip > 0 || bytes.length < HEADER) break;
      const length = bytes.readUInt32BE(1) + 1;
      if (bytes[0] !== COMMAND_COMPLETE) {
        this.#skip = length;
        continue;
      }
      if (bytes.length < length) break;
      seen ||= bytes.toString("latin1", HEADER, length - 1) === "COMMIT";
      bytes = bytes.subarray(length);
    }
    this.#rest = Buffer.from(bytes);
    return seen;
  }
}
