import { once } from "node:events";
import { Agent, createServer, request as send, type IncomingMessage, type Server, type ServerResponse } from "node:http";

const LOOK_MS = 200;

/** A small load balancer: sends each request to one of the instances that say that they are ready, and never sends one twice. */
export class Balancer {
  readonly url: string;
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #instances = new Map<string, { isReady: boolean }>();
  readonly #looking: NodeJS.Timeout;
  #turn = 0;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.url = `http://127.0.0.1:${port}`;
    server.on("request", (request, response) => this.#forward(request, response));
    this.#looking = setInterval(() => void this.#look(), LOOK_MS);
  }

  static async start(): Promise<Balancer> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("the balancer has no port");
    return new Balancer(server, address.port);
  }

  add(url: string): void {
    this.#instances.set(url, { isReady: false });
  }

  isReady(url: string): boolean {
    return this.#instances.get(url)?.isReady === true;
  }

  close(): void {
    clearInterval(this.#looking);
    this.#agent.destroy();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #look(): Promise<void> {
    await Promise.all(
      [...this.#instances].map(async ([url, instance]) => {
        const answer = await fetch(`${url}/readyz`).catch(() => undefined);
        await answer?.body?.cancel();
        instance.isReady = answer?.ok === true;
      }),
    );
  }

  #forward(request: IncomingMessage, response: ServerResponse): void {
    const ready = [...this.#instances].filter(([, { isReady }]) => isReady);
    this.#turn += 1;
    const [to] = ready[this.#turn % ready.length] ?? [];
    if (to === undefined) {
      response.writeHead(502).end("no instance is ready");
      return;
    }
    const { method, headers, url } = request;
    const forwarded = send(new URL(url ?? "/", to), { method, headers, agent: this.#agent }, (answer) => {
      const { connection: _, ...others } = answer.headers;
      response.writeHead(answer.statusCode ?? 502, others);
      answer.pipe(response);
    });
    forwarded.on("error", (error) => (response.headersSent ? response.destroy() : response.writeHead(502).end(error.message)));
    request.pipe(forwarded);
  }
}
