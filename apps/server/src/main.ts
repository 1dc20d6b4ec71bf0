import { openTracing } from "@surety/telemetry/tracing";
import { parseEnv } from "./env.ts";
import { findPaths } from "./paths.ts";
import { startServer } from "./start-server.ts";

/** Prints why the server cannot start, without the noise of a stack for what its operator can mend. */
function fail(error: unknown): never {
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  process.stderr.write(`${reason instanceof Error ? reason.message : String(reason)}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const config = parseEnv(process.env);
  const server = await startServer({
    config,
    paths: findPaths(import.meta.url),
    openTracing: (onError) => openTracing({ service: "surety-server", environment: process.env, onError }),
    onSignInLink: (url) => {
      process.stdout.write(`${JSON.stringify({ event: "sign-in-link", url })}\n`);
      if (config.signInLink === "first-run")
        process.stdout.write(`Nobody has signed in yet. Open this link within a day; it works once:\n  ${url}\n`);
    },
  });
  process.stdout.write(`${JSON.stringify({ event: "listening", url: config.url, address: server.address })}\n`);

  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= server.close().then(() => process.exit(0), fail);
  };
  process.once("SIGTERM", stop).once("SIGINT", stop);
  if (config.exitWithParent) process.stdin.resume().once("end", stop).once("close", stop).once("error", stop);
}

await main().catch(fail);
