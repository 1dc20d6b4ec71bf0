import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Database, openDatabase } from "./database.ts";
import { checkRedis } from "./check-redis.ts";
import { migrationEnvironment } from "./migration-environment.ts";
import type { Progress } from "./progress.ts";
import { runProgram } from "./run-program.ts";
import { RunRecord } from "./run-record.ts";
import { secretIn } from "./secret-in.ts";
import { chooseServerPort } from "./server-port.ts";
import { signInLinkIn } from "./sign-in-link.ts";
import { StartProblem } from "./start-problem.ts";
import { SupervisedProcess } from "./supervised-process.ts";

export interface SuretyOptions {
  /** Database, secret, logs and the record of the running start; created when missing; what is in it is private to the user. */
  stateDir: string;
  host: string;
  port: number | undefined;
  /** Bundled JavaScript files. */
  programs: { migrate: string; server: string; worker: string };
  /** Environment of the user: DATABASE_URL, REDIS_URL and what the programs read. */
  env: NodeJS.ProcessEnv;
  progress: Progress;
  build: () => Promise<void>;
  /** Aborted when the user wants to stop while this still starts. */
  signal?: AbortSignal;
  backoffMs?: number[];
}

export interface RunningSurety {
  url: string;
  /** Once only, and only when the server offered one. */
  signInLink: string | undefined;
  databasePlace: string;
  /** Resolves with the reason when Surety cannot go on by itself. */
  gaveUp: Promise<string>;
  /** Ends the server and the worker, then PostgreSQL. */
  stop(): Promise<void>;
  /** Ends everything at once; the next start recovers. */
  kill(): void;
}

const readyLimitMs = 90_000;
const stopLimitMs = 10_000;

/** Brings up database, schema, server and worker, in this order. Undoes what it did when a step fails. */
export async function runSurety(options: SuretyOptions): Promise<RunningSurety> {
  const { stateDir, progress, signal } = options;
  // The account that runs PostgreSQL, when we are root, passes through; what is secret in here is closed by itself.
  mkdirSync(stateDir, { recursive: true, mode: 0o711 });
  const record = await RunRecord.claim(join(stateDir, "run.json"));
  const processes: SupervisedProcess[] = [];
  let database: Database | undefined;
  let giveUp: (reason: string) => void = () => undefined;
  const gaveUp = new Promise<string>((resolve) => {
    giveUp = resolve;
  });
  const stop = async () => {
    await Promise.all(processes.map((running) => running.stop(stopLimitMs)));
    await database?.stop();
    record.release();
  };

  const kill = () => {
    for (const running of processes) running.kill();
    database?.kill();
    record.release();
  };

  try {
    await progress.step("build", options.build);
    signal?.throwIfAborted();
    database = await progress.step("PostgreSQL", (say) =>
      openDatabase({
        stateDir,
        databaseUrl: options.env["DATABASE_URL"],
        applicationUrl: options.env["SURETY_APPLICATION_URL"],
        say,
        report: (line) => progress.line(line),
        onGiveUp: giveUp,
      }),
    );
    if (options.env["REDIS_URL"]) await checkRedis(options.env["REDIS_URL"]);
    signal?.throwIfAborted();
    const port = await chooseServerPort(stateDir, options.host, options.port);
    const url = options.env["SURETY_URL"] ?? `http://${options.host === "127.0.0.1" ? "localhost" : options.host}:${port}`;
    const env = programEnvironment(options, database, port, url);
    const migration = migrationEnvironment(env, database);
    await progress.step("database schema", () => migrate(options.programs.migrate, migration));
    signal?.throwIfAborted();

    let signInLink: string | undefined;
    const launch = (name: "server" | "worker") => {
      const script = options.programs[name];
      const running = new SupervisedProcess({
        name,
        script,
        env,
        logFile: join(stateDir, "logs", `${name}.log`),
        intercept: (line) => {
          const link = name === "server" ? signInLinkIn(line) : undefined;
          signInLink = link ?? signInLink;
          return link !== undefined;
        },
        report: (line) => progress.line(line),
        onSpawn: (pid) => record.addChild(pid, script),
        onGiveUp: giveUp,
        ...(options.backoffMs && { backoffMs: options.backoffMs }),
      });
      processes.push(running);
      return running;
    };
    await progress.step("server and worker", async () => {
      launch("server");
      launch("worker");
      await Promise.race([
        ready(`http://${reachableHost(options.host)}:${port}/readyz`, () => signInLink),
        gaveUp.then((reason) => {
          throw new StartProblem(reason);
        }),
        aborted(signal),
      ]);
    });
    for (const running of processes) running.started();
    record.serve(url);
    return { url, signInLink, databasePlace: database.place, gaveUp, stop, kill };
  } catch (error) {
    await stop();
    throw error;
  }
}

function programEnvironment(options: SuretyOptions, database: Database, port: number, url: string): NodeJS.ProcessEnv {
  return {
    NODE_ENV: "production",
    SURETY_SIGN_IN_LINK: "always",
    SURETY_SECRET: secretIn(options.stateDir, "secret"),
    ...options.env,
    DATABASE_URL: database.applicationUrl,
    HOST: options.host,
    PORT: String(port),
    SURETY_URL: url,
  };
}

async function migrate(script: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { code, output } = await runProgram(process.execPath, ["--enable-source-maps", script], { cwd: process.cwd(), env });
  if (code !== 0) throw new StartProblem(`The database could not be brought to the current schema (exit ${code}):\n${output.trimEnd()}`);
}

async function ready(url: string, link: () => string | undefined): Promise<void> {
  const deadline = Date.now() + readyLimitMs;
  for (;;) {
    const isReady = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady) break;
    if (Date.now() > deadline) throw new StartProblem(`The server did not become ready within ${readyLimitMs / 1000} s (${url}).`);
    await delay(50);
  }
  for (const until = Date.now() + 2_000; !link() && Date.now() < until; ) await delay(25);
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
}

function reachableHost(host: string): string {
  return host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
}
