import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { CommitWatch } from "./commit-watch.ts";

/**
 * What a link does to what passes it.
 * - `pass`: nothing.
 * - `delay`: everything arrives later, in order.
 * - `refuse`: connections are reset, new ones too.
 * - `stall`: nothing arrives until the link passes again; then everything does, as after a short partition.
 * - `half-open`: connections look open for ever and carry nothing, as after a lost route; new ones, too, while it lasts.
 */
export type LinkMode = { readonly type: "pass" | "refuse" | "stall" | "half-open" } | { readonly type: "delay"; readonly ms: number };

/** A TCP link between a program and what it talks to, which can be cut in all the ways in which networks fail. */
export class TcpProxy {
  readonly port: number;
  readonly #server: Server;
  readonly #target: { host: string; port: number };
  readonly #pairs = new Set<Pair>();
  #mode: LinkMode = { type: "pass" };
  #onCommit: (() => "cut" | "pass") | undefined;

  private constructor(server: Server, port: number, target: { host: string; port: number }) {
    this.#server = server;
    this.port = port;
    this.#target = target;
    server.on("connection", (client) => this.#accept(client));
  }

  static async to(port: number, host = "127.0.0.1"): Promise<TcpProxy> {
    const server = createServer({ allowHalfOpen: true }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("the proxy has no port");
    return new TcpProxy(server, address.port, { host, port });
  }

  get mode(): LinkMode {
    return this.#mode;
  }

  set(mode: LinkMode): void {
    this.#mode = mode;
    if (mode.type === "refuse") this.reset();
    for (const pair of this.#pairs) pair.follow(mode);
  }

  /** Resets every connection, with whatever was under way on it. */
  reset(): void {
    for (const pair of this.#pairs) pair.reset();
  }

  /**
   * The next COMMIT that PostgreSQL confirms is kept from whoever waits for it: its connection is reset in place of the
   * answer. Calls `onCut` first, in the same turn, so that a kill there leaves a committed transaction nobody has heard of.
   */
  cutAtCommit(onCut: () => void): void {
    this.#onCommit = () => {
      onCut();
      return "cut";
    };
  }

  /** Tells of the next COMMIT, which passes. */
  onNextCommit(onCommit: () => void): void {
    this.#onCommit = () => {
      onCommit();
      return "pass";
    };
  }

  forgetCut(): void {
    this.#onCommit = undefined;
  }

  async close(): Promise<void> {
    this.set({ type: "refuse" });
    this.#server.close();
    await once(this.#server, "close");
  }

  #accept(client: Socket): void {
    if (this.#mode.type === "refuse") {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect({ ...this.#target, allowHalfOpen: true });
    const pair = new Pair(client, upstream, () => this.#takeCut());
    this.#pairs.add(pair);
    client.once("close", () => this.#pairs.delete(pair));
    pair.follow(this.#mode);
  }

  #takeCut(): boolean {
    const onCommit = this.#onCommit;
    this.#onCommit = undefined;
    return onCommit?.() === "cut";
  }
}

/** Both sides of one connection. */
class Pair {
  readonly #client: Socket;
  readonly #upstream: Socket;
  #mode: LinkMode = { type: "pass" };
  /** A connection that was half-open once stays so: its bytes are gone. */
  #isDead = false;

  constructor(client: Socket, upstream: Socket, isCut: () => boolean) {
    this.#client = client;
    this.#upstream = upstream;
    const commits = new CommitWatch();
    this.#carry(client, upstream, () => false);
    this.#carry(upstream, client, (chunk) => commits.sees(chunk) && isCut());
  }

  follow(mode: LinkMode): void {
    this.#mode = mode;
    if (mode.type === "half-open") this.#isDead = true;
    for (const side of [this.#client, this.#upstream]) {
      if (mode.type === "stall") side.pause();
      else side.resume();
    }
  }

  reset(): void {
    this.#client.resetAndDestroy();
    this.#upstream.resetAndDestroy();
  }

  #carry(from: Socket, to: Socket, isCut: (chunk: Buffer) => boolean): void {
    const waiting: (Buffer | null)[] = [];
    // Whoever's time has come sends the oldest, so that nothing overtakes.
    const sendOldest = () => {
      const chunk = waiting.shift();
      if (chunk === undefined || to.destroyed) return;
      if (chunk === null) to.end();
      else if (!to.write(chunk)) {
        from.pause();
        to.once("drain", () => this.#mode.type !== "stall" && from.resume());
      }
    };
    const carry = (chunk: Buffer | null) => {
      if (this.#isDead) return;
      waiting.push(chunk);
      if (this.#mode.type === "delay") setTimeout(sendOldest, this.#mode.ms);
      else if (waiting.length > 1) setTimeout(sendOldest, 0);
      else sendOldest();
    };
    from.on("data", (chunk: Buffer) => (!this.#isDead && isCut(chunk) ? this.reset() : carry(chunk)));
    from.on("end", () => carry(null));
    from.on("error", () => this.reset());
    from.on("close", () => {
      if (!this.#isDead && waiting.length === 0) to.destroy();
    });
  }
}
