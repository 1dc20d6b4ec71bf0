import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";

/** How a receiver treats whoever calls it. */
export type SinkMode = "accept" | "fail" | "gone" | "slow" | "never" | "endless" | "header-bomb";

export interface Received {
  readonly eventId: string;
  readonly type: string;
  /** Of `check.completed`. */
  readonly check: string | undefined;
  readonly verdict: string | undefined;
  times: number;
}

const Payload = z.object({ type: z.string(), data: z.object({ check: z.string().optional(), verdict: z.string().optional() }) });

/** Receives webhooks, and counts what it has said yes to. */
export class WebhookSink {
  readonly port: number;
  readonly received = new Map<string, Received>();
  mode: SinkMode = "accept";
  /** Called once, when the next webhook has arrived and before it is answered. */
  onNext: (() => void) | undefined;
  readonly #server: Server;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
    server.on("request", (request, response) => void this.#answer(request, response).catch(() => response.destroy()));
  }

  static async start(): Promise<WebhookSink> {
    const server = createServer({ keepAliveTimeout: 1_000 }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("the sink has no port");
    return new WebhookSink(server, address.port);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const eventId = String(request.headers["webhook-id"]);
    const onNext = this.onNext;
    this.onNext = undefined;
    onNext?.();
    if (await misbehave(this.mode, response)) return;
    const { type, data } = Payload.parse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
    const known = this.received.get(eventId);
    if (known !== undefined) known.times += 1;
    else this.received.set(eventId, { eventId, type, check: data.check, verdict: data.verdict, times: 1 });
    response.writeHead(204).end();
  }
}

/** Answers as no receiver should; false when it should be answered well after all. */
async function misbehave(mode: SinkMode, response: ServerResponse): Promise<boolean> {
  if (mode === "accept") return false;
  if (mode === "fail") response.writeHead(500).end("no");
  else if (mode === "gone") response.writeHead(410).end();
  else if (mode === "header-bomb") response.writeHead(200, { "x-bomb": "x".repeat(512 * 1024) }).end();
  else if (mode === "endless") {
    response.writeHead(200);
    const more = setInterval(() => response.write("x".repeat(16 * 1024)), 5);
    response.once("close", () => clearInterval(more));
  } else if (mode === "slow") {
    response.writeHead(200);
    const more = setInterval(() => response.write("."), 1_000);
    response.once("close", () => clearInterval(more));
  }
  return true;
}
