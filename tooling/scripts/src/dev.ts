import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openDatabase } from "./database.ts";
import { nextFreePort } from "./free-port.ts";
import { migrationEnvironment } from "./migration-environment.ts";
import { Progress } from "./progress.ts";
import { RunRecord } from "./run-record.ts";
import { signInLinkIn } from "./sign-in-link.ts";
import { stopOnSignals } from "./stop-on-signals.ts";
import { toolEnvironment, workspaceRoot } from "./workspace.ts";

// Server and worker from source, started again on each change; the dashboard with Vite; the same database as npm start.
const stateDir = join(workspaceRoot, ".surety");
const progress = new Progress(process.stdout);
const stopping = stopOnSignals(progress);
const children: ChildProcess[] = [];
mkdirSync(stateDir, { recursive: true, mode: 0o711 });

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function main(): Promise<void> {
  const record = await RunRecord.claim(join(stateDir, "run.json"));
  const fail = (reason: string) => progress.line(reason);
  const database = await progress.step("PostgreSQL", (say) =>
    openDatabase({
      stateDir,
      databaseUrl: process.env["DATABASE_URL"],
      applicationUrl: process.env["SURETY_APPLICATION_URL"],
      say,
      report: fail,
      onGiveUp: fail,
    }),
  );
  stopping.use({
    async stop() {
      await Promise.all(children.map(end));
      await database.stop();
      record.release();
    },
    kill() {
      for (const child of children) child.kill("SIGKILL");
      database.kill();
      record.release();
    },
  });

  const port = await nextFreePort(Number(process.env["PORT"] ?? 4400), "127.0.0.1");
  const webPort = await nextFreePort(5173, "127.0.0.1");
  const address = `http://localhost:${webPort}`;
  const env: NodeJS.ProcessEnv = {
    SURETY_SIGN_IN_LINK: "always",
    SURETY_SECRET: "a secret for development only, not for any real use",
    ...toolEnvironment(),
    NODE_ENV: "development",
    DATABASE_URL: database.applicationUrl,
    HOST: "127.0.0.1",
    PORT: String(port),
    SURETY_URL: address,
    SURETY_SERVER_URL: `http://127.0.0.1:${port}`,
  };
  await progress.step("database schema", () =>
    run("migrate", "tsx", ["src/migrate-main.ts"], "apps/server", migrationEnvironment(env, database)),
  );
  record.serve(address);
  void run("server", "tsx", ["watch", "--clear-screen=false", "src/main.ts"], "apps/server", env);
  void run("worker", "tsx", ["watch", "--clear-screen=false", "src/main.ts"], "apps/worker", env);
  void run("web", "vite", ["--port", String(webPort), "--strictPort", "--clearScreen", "false"], "apps/web", env);
  progress.line(`\nDashboard ${address}   Server ${env["SURETY_SERVER_URL"]}   Stop with Ctrl-C.\n`);
}

/** Runs a program with its name before each line; rejects when it fails before we stop. */
function run(name: string, command: string, args: string[], folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(command, args, { cwd: join(workspaceRoot, folder), env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      const link = signInLinkIn(line);
      progress.line(link ? `Sign in   ${link}` : `${name.padEnd(7)} ${line}`);
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new Error(`${name} could not be started: ${error.message}`)));
    child.on("close", (code) => {
      if (code === 0 || stopping.signal.aborted) resolve();
      else if (name === "migrate") reject(new Error(`The database could not be brought to the current schema (exit ${code}).`));
      else progress.line(`${name.padEnd(7)} ended with ${code}`);
    });
  });
}

/** Ends a program with the processes it started: each has a group of its own. */
function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return Promise.resolve();
  const group = -child.pid;
  return new Promise((resolve) => {
    child.once("close", () => resolve());
    process.kill(group, "SIGTERM");
    setTimeout(() => child.exitCode === null && child.signalCode === null && process.kill(group, "SIGKILL"), 8_000).unref();
  });
}
