import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@surety/postgres/embedded-postgres";
import { nextFreePort } from "./free-port.ts";
import { Progress } from "./progress.ts";
import { type RunningSurety, type SuretyOptions, runSurety } from "./run-surety.ts";

/** A server as the start script knows it: it listens, reports ready, offers a link, logs an error, crashes when asked. */
const serverScript = `
import { createServer } from "node:http";
console.log(JSON.stringify({ event: "sign-in-link", url: process.env.SURETY_URL + "/sign-in/s3cret" }));
console.log(JSON.stringify({ level: 50, msg: "mail is not set up", err: { message: "no SMTP_URL" } }));
const server = createServer((request, response) => {
  if (request.url === "/crash") process.exit(7);
  response.end(JSON.stringify({ pid: process.pid, env: process.env }));
}).listen(Number(process.env.PORT), process.env.HOST);
process.on("SIGTERM", () => server.close(() => process.exit(0)) && server.closeAllConnections());
`;
const workerScript = `
setInterval(() => {}, 1000);
process.on("SIGTERM", () => process.exit(0));
`;

let postgres: EmbeddedPostgres;
let folder: string;
let output = "";
let running: RunningSurety | undefined;

beforeAll(async () => {
  const data = mkdtempSync(join(tmpdir(), "surety-start-postgres-"));
  chmodSync(data, 0o755);
  postgres = await startEmbeddedPostgres({ dataDir: data, disposable: true });
});
afterAll(() => postgres.stop());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "surety-start-"));
  chmodSync(folder, 0o755);
  output = "";
  script(
    "migrate",
    `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(join(folder, "migrated"))}, process.env.DATABASE_URL);`,
  );
  script("server", serverScript);
  script("worker", workerScript);
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  rmSync(folder, { recursive: true, force: true });
});

function script(name: string, source: string): string {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, source);
  return file;
}

function options(extra: Partial<SuretyOptions> = {}): SuretyOptions {
  return {
    stateDir: join(folder, "state"),
    host: "127.0.0.1",
    port: 0,
    programs: { migrate: join(folder, "migrate.mjs"), server: join(folder, "server.mjs"), worker: join(folder, "worker.mjs") },
    env: { DATABASE_URL: postgres.url },
    progress: new Progress({ write: (text) => (output += text) }),
    build: () => Promise.resolve(),
    backoffMs: [10, 10],
    ...extra,
  };
}

async function start(extra: Partial<SuretyOptions> = {}): Promise<RunningSurety> {
  running = await runSurety(options(extra));
  return running;
}

async function ask(url: string, path = "/"): Promise<{ pid: number; env: Record<string, string> }> {
  const answer = await fetch(new URL(path, url));
  const body: { pid: number; env: Record<string, string> } = JSON.parse(await answer.text());
  return body;
}

async function eventually<T>(what: string, attempt: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await delay(20)) {
    const value = await Promise.resolve(attempt()).catch(() => undefined);
    if (value) return value;
  }
  throw new Error(`not within 20 s: ${what}\n${output}`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("migrates, starts both programs with their environment, and hands over the sign-in link once", async () => {
  const { url, signInLink } = await start();
  const { env } = await ask(url);
  expect(readFileSync(join(folder, "migrated"), "utf8")).toBe(postgres.url);
  expect(env).toMatchObject({ DATABASE_URL: postgres.url, SURETY_SIGN_IN_LINK: "always", SURETY_URL: url, HOST: "127.0.0.1" });
  expect(env["SURETY_SECRET"]).toHaveLength(43);
  expect(statSync(join(folder, "state/secret")).mode & 0o777).toBe(0o600);
  expect(signInLink).toBe(`${url}/sign-in/s3cret`);
  expect(output).toContain("server: mail is not set up: no SMTP_URL");

  await running?.stop();
  running = undefined;
  const log = readFileSync(join(folder, "state/logs/server.log"), "utf8");
  expect(log).toContain("mail is not set up");
  expect(log).not.toContain("s3cret");
  expect(existsSync(join(folder, "state/run.json"))).toBe(false);
  await expect(fetch(url)).rejects.toThrow();

  const again = await start();
  expect((await ask(again.url)).env["SURETY_SECRET"]).toBe(env["SURETY_SECRET"]);
});

test("server and worker connect as the application, and the migration alone as the owner", async () => {
  script(
    "migrate",
    `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(join(folder, "migrated"))}, JSON.stringify(process.env));`,
  );
  const application = postgres.url.replace(/\/\/[^@]+@/, "//surety_application:secret@");
  const { url } = await start({ env: { DATABASE_URL: postgres.url, SURETY_APPLICATION_URL: application } });
  const { env } = await ask(url);
  expect(env).toMatchObject({ DATABASE_URL: application });
  expect(JSON.stringify(env)).not.toContain(new URL(postgres.url).password);
  expect(JSON.parse(readFileSync(join(folder, "migrated"), "utf8"))).toMatchObject({
    DATABASE_URL: postgres.url,
    SURETY_APPLICATION_URL: application,
  });
});

test("a crashed server is started again; one that keeps crashing ends with its reason", async () => {
  const { url, gaveUp } = await start();
  const { pid } = await ask(url);
  await ask(url, "/crash").catch(() => undefined);
  const next = await eventually("a new server", () => ask(url));
  expect(next.pid).not.toBe(pid);

  script("server", `console.error("disk is gone"); process.exit(3);`);
  await ask(url, "/crash").catch(() => undefined);
  expect(await gaveUp).toMatch(/server crashed 3 times in a row, last with 3\..*disk is gone/s);
});

test("a program that cannot begin is reported at once with its log, and nothing stays behind", async () => {
  script("server", `console.error("SURETY_MAIL is not an address"); process.exit(2);`);
  await expect(start()).rejects.toThrow(/server ended \(2\) while starting\..*SURETY_MAIL is not an address/s);
  expect(existsSync(join(folder, "state/run.json"))).toBe(false);
});

test("a failed migration is shown and stops the start", async () => {
  script("migrate", `console.error("the schema is newer than this program"); process.exit(1);`);
  await expect(start()).rejects.toThrow(/current schema \(exit 1\):\nthe schema is newer/);
});

test("a second start says where the first one runs", async () => {
  const { url } = await start();
  await expect(runSurety(options())).rejects.toThrow(`Surety is already running at ${url} (process ${process.pid})`);
});

test("an asked port that is taken is an error; without asking, the next free one is taken and remembered", async () => {
  const port = await nextFreePort(31_000, "127.0.0.1");
  const blocker = createServer().listen(port, "127.0.0.1");
  await once(blocker, "listening");
  await expect(start({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use by another program`);

  writeFileSync(join(folder, "state/port"), String(port));
  const first = await start({ port: undefined });
  expect(new URL(first.url).port).toBe(String(await portIn(join(folder, "state/port"))));
  expect(Number(new URL(first.url).port)).toBeGreaterThan(port);
  blocker.close();
});

async function portIn(file: string): Promise<number> {
  return Number(readFileSync(file, "utf8"));
}

test("says what is wrong with DATABASE_URL and REDIS_URL", async () => {
  const start = (env: NodeJS.ProcessEnv) => runSurety(options({ env }));
  await expect(start({ DATABASE_URL: "localhost" })).rejects.toThrow(/DATABASE_URL is not a URL/);
  await expect(start({ DATABASE_URL: "postgres://a:b@127.0.0.1:1/x" })).rejects.toThrow(/127.0.0.1:1\/x .*nothing listens there/);
  await expect(start({ DATABASE_URL: postgres.url.replace(/:[^:@]+@/, ":no@") })).rejects.toThrow(/the password is wrong/);
  await expect(start({ DATABASE_URL: postgres.url, REDIS_URL: "redis://127.0.0.1:1" })).rejects.toThrow(
    /Cannot reach Redis at 127.0.0.1:1/,
  );
});

test("when the start script is killed its programs end, and the next start takes over", async () => {
  const port = await nextFreePort(32_000, "127.0.0.1");
  const killed = spawn(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", standaloneStart({ ...options({ port }), progress: undefined, build: undefined })],
    { cwd: import.meta.dirname, stdio: ["ignore", "pipe", "inherit"] },
  );
  await once(killed.stdout, "data");
  const { pid } = await ask(`http://127.0.0.1:${port}`);
  killed.kill("SIGKILL");
  await once(killed, "exit");

  const next = await start({ port: undefined });
  await eventually("the old server is gone", () => !isAlive(pid));
  expect((await ask(next.url)).pid).not.toBe(pid);
});

function standaloneStart(parameters: object): string {
  const module = (name: string) => JSON.stringify(fileURLToPath(new URL(name, import.meta.url)));
  return `
    import { runSurety } from ${module("./run-surety.ts")};
    import { Progress } from ${module("./progress.ts")};
    const progress = new Progress({ write() {} });
    await runSurety({ ...${JSON.stringify(parameters)}, progress, build: async () => {} });
    console.log("running");`;
}
