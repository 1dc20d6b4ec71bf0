import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { buildWorkspace } from "./build-workspace.ts";
import { Progress } from "./progress.ts";
import { type RunningSurety, runSurety } from "./run-surety.ts";
import { StartProblem } from "./start-problem.ts";
import { stopOnSignals } from "./stop-on-signals.ts";
import { workspaceRoot } from "./workspace.ts";

const usage = `Usage: npm start [-- options]

  --port <number>   default 4400, or the next free one; 0 for any      (also PORT)
  --host <address>  default 127.0.0.1; 0.0.0.0 to be reached from outside   (also HOST)
  --state <folder>  default .surety: database, secret and logs

Environment: DATABASE_URL uses a PostgreSQL of your own, REDIS_URL runs the jobs on Redis, SURETY_URL is the address that
users see when it differs.`;

const progress = new Progress(process.stdout);
// The terminal may be closed before we end.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

const stopping = stopOnSignals(progress);

try {
  await main();
} catch (error) {
  if (stopping.signal.aborted) process.exit(130);
  const isExpected = error instanceof StartProblem;
  console.error(`\n${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}`);
  process.exit(1);
}

async function main(): Promise<void> {
  const options = readOptions();
  if (!options) return;
  const app = (name: string, file: string) => join(workspaceRoot, "apps", name, "dist", file);
  const running = await runSurety({
    ...options,
    programs: { migrate: app("server", "migrate.js"), server: app("server", "server.js"), worker: app("worker", "worker.js") },
    env: process.env,
    progress,
    signal: stopping.signal,
    build: () => buildWorkspace(progress),
  });
  stopping.use(running);
  announce(running, options.stateDir);
  const reason = await running.gaveUp;
  progress.line(`\n${reason}`);
  await running.stop();
  process.exit(1);
}

function readOptions() {
  let values: { port?: string; host?: string; state?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      options: {
        port: { type: "string", short: "p" },
        host: { type: "string" },
        state: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }));
  } catch (error) {
    throw new StartProblem(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
  if (values.help) {
    console.log(usage);
    return undefined;
  }
  const port = values.port ?? process.env["PORT"];
  if (port !== undefined && !/^\d{1,5}$/.test(port)) throw new StartProblem(`"${port}" is not a port number.\n\n${usage}`);
  return {
    port: port === undefined ? undefined : Number(port),
    host: values.host ?? process.env["HOST"] ?? "127.0.0.1",
    stateDir: values.state ?? join(workspaceRoot, ".surety"),
  };
}

function announce(running: RunningSurety, stateDir: string): void {
  const logs = join(relative(process.cwd(), stateDir), "logs");
  progress.line();
  progress.line("Surety is running.");
  progress.line(`  Address    ${running.url}`);
  if (running.signInLink) progress.line(`  Sign in    ${running.signInLink}   (works once)`);
  progress.line(`  Database   ${running.databasePlace}`);
  progress.line(`  Jobs       ${process.env["REDIS_URL"] ? "on Redis" : "on PostgreSQL"}`);
  progress.line(`  Logs       ${existsSync(logs) ? logs : join(stateDir, "logs")}`);
  progress.line("Stop with Ctrl-C.");
}
