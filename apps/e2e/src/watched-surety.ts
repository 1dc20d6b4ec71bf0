import { once } from "node:events";
import { createServer } from "node:http";
import { type Collector, startCollector } from "./otlp-collector.ts";
import { freePort, type RunningSurety, startSurety, type SuretyOptions } from "./start-surety.ts";

export interface WatchedSurety extends RunningSurety {
  readonly collector: Collector;
  /** Takes webhooks; answers the status that is set. */
  readonly receiver: { readonly url: string; status: number; readonly paths: readonly string[] };
  /** What `/metrics` of each process says now. */
  scrape(): Promise<{ readonly server: string; readonly worker: string }>;
}

/** Server and worker with everything that tells of them: traces, metrics, logs that say much, and a receiver of webhooks. */
export async function startWatchedSurety({ both = {}, server = {}, worker = {} }: SuretyOptions = {}): Promise<WatchedSurety> {
  const collector = await startCollector();
  const receiver = await startReceiver();
  const [serverHealth, workerHealth] = [await freePort(), await freePort()];
  const surety = await startSurety({
    both: {
      LOG_LEVEL: "trace",
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: "100",
      ...both,
      SURETY_EGRESS_ALLOW: [new URL(receiver.url).host, both["SURETY_EGRESS_ALLOW"] ?? ""].join(","),
    },
    server: { SURETY_HEALTH_PORT: String(serverHealth), ...server },
    worker: { SURETY_HEALTH_PORT: String(workerHealth), ...worker },
  });
  const read = async (port: number): Promise<string> => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return {
    url: surety.url,
    databaseUrl: surety.databaseUrl,
    get signInLink() {
      return surety.signInLink;
    },
    log: surety.log,
    killServer: surety.killServer,
    startServer: surety.startServer,
    collector,
    receiver,
    scrape: async () => ({ server: await read(serverHealth), worker: await read(workerHealth) }),
    async stop() {
      await surety.stop();
      collector.close();
      receiver.close();
    },
  };
}

async function startReceiver(): Promise<WatchedSurety["receiver"] & { close(): void }> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      paths.push(request.url ?? "");
      response.writeHead(receiver.status).end("thank you");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const receiver = { url: `http://127.0.0.1:${address.port}`, status: 204, paths, close: () => void server.close() };
  return receiver;
}
