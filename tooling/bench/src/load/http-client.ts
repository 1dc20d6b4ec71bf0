import { connect, type Socket } from "node:net";

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly contentType?: string;
  readonly body?: Uint8Array;
}

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/**
 * One kept connection, one request at a time: as little work as a client can do, so that on two cores the server has
 * them. Reads answers with a Content-Length, or without a body.
 */
export class HttpClient {
  readonly #port: number;
  readonly #token: string;
  #socket: Socket | null = null;
  #waiting: Waiting | null = null;
  #chunks: Buffer[] = [];
  #missing = -1;
  #status = 0;

  constructor(port: number, token: string) {
    this.#port = port;
    this.#token = token;
  }

  /** Rejects when the connection ends before the answer does. */
  send({ method, path, contentType, body }: Request): Promise<Answer> {
    const socket = this.#socket ?? this.#open();
    const type = contentType === undefined ? "" : `content-type: ${contentType}\r\n`;
    const length = body === undefined ? "" : `content-length: ${body.byteLength}\r\n`;
    const answer = new Promise<Answer>((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
    socket.write(`${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${this.#token}\r\n${type}${length}\r\n`);
    if (body !== undefined) socket.write(body);
    return answer;
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  #open(): Socket {
    const socket = connect({ port: this.#port, host: "127.0.0.1", noDelay: true });
    this.#socket = socket;
    socket.on("data", (chunk) => this.#read(chunk));
    socket.on("error", () => {});
    socket.on("close", () => {
      if (this.#socket === socket) this.#socket = null;
      this.#fail("the connection was closed");
    });
    return socket;
  }

  #fail(why: string): void {
    const waiting = this.#waiting;
    this.#reset();
    waiting?.reject(new Error(why));
  }

  #reset(): void {
    this.#waiting = null;
    this.#chunks = [];
    this.#missing = -1;
  }

  #read(chunk: Buffer): void {
    this.#chunks.push(chunk);
    if (this.#missing >= 0) this.#missing -= chunk.length;
    else {
      const all = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
      const end = all.indexOf("\r\n\r\n");
      if (end < 0) return;
      const head = all.toString("latin1", 0, end);
      this.#status = Number(head.slice(9, 12));
      const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
      if (length === undefined && this.#status !== 204 && this.#status !== 304) {
        this.close();
        return this.#fail(`an answer of unknown length: ${head.slice(0, 200)}`);
      }
      this.#chunks = [all.subarray(end + 4)];
      this.#missing = Number(length ?? 0) - (all.length - end - 4);
    }
    if (this.#missing > 0) return;
    const answer = {
      status: this.#status,
      body: this.#chunks.length === 1 ? (this.#chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#chunks),
    };
    const waiting = this.#waiting;
    this.#reset();
    waiting?.resolve(answer);
  }
}
