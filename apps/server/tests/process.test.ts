import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { get } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createTestDatabase } from "@surety/testkit/test-database";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const children: ChildProcess[] = [];
let databaseUrl: string;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createTestDatabase({ template: "server_empty", prepare: async () => undefined });
  databaseUrl = database.url;
  drop = database.drop;
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(() => drop());

function run(
  entry: string,
  env: Readonly<Record<string, string>>,
): { child: ChildProcess; lines: string[]; errors: () => string; ended: Promise<unknown> } {
  const child = spawn(process.execPath, ["--import", "tsx", at(`../src/${entry}`)], {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  children.push(child);
  const lines: string[] = [];
  let errors = "";
  if (child.stdout !== null) createInterface(child.stdout).on("line", (line) => lines.push(line));
  child.stderr?.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return { child, lines, errors: () => errors, ended: once(child, "exit").then(([code]: unknown[]) => code) };
}

/** The URL of the first line of output that is this event. */
async function urlOf(server: ReturnType<typeof run>, event: string): Promise<string> {
  for (;;) {
    const line = server.lines.find((text) => text.includes(`"event":"${event}"`));
    if (line !== undefined) return String(JSON.parse(line).address ?? JSON.parse(line).url);
    await Promise.race([
      once(server.child.stdout ?? server.child, "data"),
      server.ended.then(() => Promise.reject(new Error(server.errors()))),
    ]);
  }
}

describe("the server's process", () => {
  const env = () => ({ DATABASE_URL: databaseUrl, SURETY_SECRET: `${"c".repeat(16)}0123456789abcdefghij`, PORT: "0", LOG_LEVEL: "error" });

  it("names the variables that are missing, and ends with 1", async () => {
    const server = run("main.ts", { PORT: "no" });
    expect(await server.ended).toBe(1);
    expect(server.errors()).toMatch(/DATABASE_URL: is missing[\s\S]*PORT: a port number[\s\S]*SURETY_SECRET: is missing/);
    expect(server.errors()).not.toMatch(/^\s+at /m);
  });

  it("does not start on a database that is not migrated, then does", async () => {
    const early = run("main.ts", env());
    expect(await early.ended).toBe(1);
    expect(early.errors()).toMatch(/migrat/);
    const migration = run("migrate-main.ts", { DATABASE_URL: databaseUrl });
    expect(await migration.ended).toBe(0);
    const server = run("main.ts", { ...env(), SURETY_SIGN_IN_LINK: "always" });
    const address = await urlOf(server, "listening");
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    expect(server.lines.filter((line) => line.includes("sign-in-link"))).toHaveLength(1);
    server.child.kill("SIGTERM");
    expect(await server.ended).toBe(0);
  });

  it("speaks TLS by the files of a certificate and its key, and says which of them it cannot read", async () => {
    const folder = mkdtempSync(join(tmpdir(), "surety-tls-"));
    const [certificate, key] = [join(folder, "cert.pem"), join(folder, "key.pem")];
    const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"];
    execFileSync(
      "openssl",
      ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", certificate, ...subject],
      {
        stdio: "ignore",
      },
    );
    const files = { SURETY_TLS_CERT: certificate, SURETY_TLS_KEY: key, SURETY_SIGN_IN_LINK: "never" };
    const server = run("main.ts", { ...env(), ...files });
    const address = await urlOf(server, "listening");
    expect(address).toMatch(/^https:/);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      get(`${address}/readyz`, { ca: readFileSync(certificate) }, resolve).on("error", reject);
    });
    answer.resume();
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["strict-transport-security"]).toMatch(/max-age=\d{8}/);
    const broken = run("main.ts", { ...env(), ...files, SURETY_TLS_KEY: "/nowhere.pem" });
    expect(await broken.ended).toBe(1);
    expect(broken.errors()).toMatch(/SURETY_TLS_KEY is \/nowhere\.pem, which cannot be read/);
    const half = run("main.ts", { ...env(), SURETY_TLS_CERT: certificate });
    expect(await half.ended).toBe(1);
    expect(half.errors()).toMatch(/SURETY_TLS_KEY: is missing/);
  });

  it("tells Prometheus of itself on a port of its own, and nobody on the public one", async () => {
    const health = createServer().listen(0, "127.0.0.1");
    await once(health, "listening");
    const address = health.address();
    const port = typeof address === "object" && address !== null ? String(address.port) : "";
    health.close();
    await once(health, "close");
    const server = run("main.ts", { ...env(), SURETY_HEALTH_PORT: port, SURETY_SIGN_IN_LINK: "never" });
    const open = await urlOf(server, "listening");
    await (await fetch(`${open}/v1/services`)).text();
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(text).toMatch(/http_server_request_duration_seconds_count\{[^}]*http_route="\/v1\/services"[^}]*\} 1/);
    expect(text).toContain("surety_check_queue_age_seconds");
    expect(text).toMatch(/surety_backlog_readable\{?[^\n]* 1/);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    expect((await fetch(`${open}/metrics`)).headers.get("content-type")).not.toMatch(/text\/plain/);
  });

  it("ends with its parent when it is asked to", async () => {
    const server = run("main.ts", { ...env(), SURETY_EXIT_WITH_PARENT: "1", SURETY_SIGN_IN_LINK: "never" });
    await urlOf(server, "listening");
    server.child.stdin?.end();
    expect(await server.ended).toBe(0);
  });

  it("says of a database that does not answer what it is, in one line", async () => {
    const migration = run("migrate-main.ts", { DATABASE_URL: "postgres://surety@127.0.0.1:1/none" });
    expect(await migration.ended).toBe(1);
    expect(migration.errors()).toMatch(/^The database was not migrated: .*ECONNREFUSED/m);
  });
});
