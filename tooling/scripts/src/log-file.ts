import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from "node:fs";
import { dirname } from "node:path";

const rotateAtBytes = 20 * 1_048_576;

/** An append-only log that keeps one older file beside it. */
export class LogFile {
  readonly path: string;
  #stream: WriteStream;
  #bytes: number;

  constructor(path: string) {
    this.path = path;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    this.#stream = this.#open();
  }

  write(line: string): void {
    if (this.#bytes > rotateAtBytes) {
      this.#stream.end();
      renameSync(this.path, `${this.path}.1`);
      this.#bytes = 0;
      this.#stream = this.#open();
    }
    this.#bytes += Buffer.byteLength(line) + 1;
    this.#stream.write(`${line}\n`);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#stream.end(resolve));
  }

  #open(): WriteStream {
    // A full disk must not end the processes whose log this is.
    return createWriteStream(this.path, { flags: "a", mode: 0o600 }).on("error", () => undefined);
  }
}
