import { fileURLToPath } from "node:url";
import { createLogger } from "@surety/telemetry/create-logger";
import { openTracing } from "@surety/telemetry/tracing";
import { parseEnv, type WorkerConfig } from "./env.ts";
import { exitWithParent } from "./exit-with-parent.ts";
import { type EngineChild, startWorker } from "./start-worker.ts";

/** From source, the engines' child is the sandbox's own file; in the bundle, it lies beside this one. */
function engineChild(): EngineChild {
  return import.meta.url.endsWith(".ts")
    ? { path: fileURLToPath(import.meta.resolve("@surety/sandbox/child")), execArgv: ["--import", "tsx"] }
    : { path: fileURLToPath(new URL("./engine-child.js", import.meta.url)), execArgv: [] };
}

function readConfig(): WorkerConfig {
  try {
    return parseEnv(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
}

const config = readConfig();
const untraced = createLogger({ service: "worker", level: config.logLevel });
const tracing = await openTracing({
  service: "surety-worker",
  environment: process.env,
  onError: (reason) => untraced.warn({ reason }, "spans could not be sent"),
});
const logger = tracing === undefined ? untraced : createLogger({ service: "worker", level: config.logLevel, ids: tracing.ids });
const starting = startWorker(config, engineChild(), { logger, tracing });

let stopping: Promise<void> | undefined;
function stop(why: string): void {
  if (stopping !== undefined) return;
  logger.info({ why }, "the worker is stopping");
  stopping = starting
    .then((worker) => worker.stop())
    .then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, "the worker did not stop cleanly");
        process.exit(1);
      },
    );
}

process.on("SIGTERM", () => stop("SIGTERM"));
process.on("SIGINT", () => stop("SIGINT"));
if (config.exitWithParent) exitWithParent(() => stop("the parent has ended"));

starting.catch((error: unknown) => {
  logger.fatal({ err: error }, "the worker cannot start");
  process.exit(1);
});
