import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { example as orders } from "../examples.ts";

const root = join(import.meta.dirname, "../../../..");
const LINK = "http://localhost:4400";

export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/** Someone who follows the README: a copy of what they cloned, a home of their own, and a running server. */
export class Reader {
  readonly #url: string;
  readonly #home = realpathSync(mkdtempSync(join(tmpdir(), "surety-readme-")));
  readonly #env: NodeJS.ProcessEnv;
  readonly clone = join(this.#home, "surety");

  constructor(url: string, token: string) {
    this.#url = url;
    const cli = join(this.clone, "apps/cli");
    cpSync(join(root, "tooling/examples"), join(this.clone, "tooling/examples"), {
      recursive: true,
      filter: (path) => !["node_modules", "dist", ".venv", "test-results", "__pycache__"].includes(basename(path)),
    });
    for (const part of ["package.json", "bin", "dist/surety.js", "dist/parts"])
      cpSync(join(root, "apps/cli", part), join(cli, part), { recursive: true });
    cpSync(join(root, ".env.example"), join(this.clone, ".env.example"));
    const bin = join(this.#home, "bin");
    mkdirSync(bin);
    this.#script(
      join(bin, "npx"),
      `[ "$1" = surety ] && shift && exec node "${cli}/bin/surety.mjs" "$@"\necho "npx $*: not in this test" >&2; exit 127`,
    );
    this.#script(join(bin, "deploy.sh"), "exit 0");
    const python = process.env["SURETY_EXAMPLES_PYTHON"];
    this.#env = {
      HOME: this.#home,
      XDG_CONFIG_HOME: join(this.#home, ".config"),
      PATH: [bin, join(this.#home, "global/bin"), ...(python ? [dirname(python)] : []), process.env["PATH"]].join(":"),
      npm_config_prefix: join(this.#home, "global"),
      npm_config_offline: "true",
      npm_config_update_notifier: "false",
      SURETY_TOKEN: token,
      SURETY_CLI: join(this.clone, "surety-cli-0.1.0.tgz"),
      PYTHONDONTWRITEBYTECODE: "1",
    };
  }

  /** Runs one line in a shell, with the server's address in place of the README's. */
  run(line: string, cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> {
    const child = spawn("sh", ["-c", line.replaceAll(LINK, this.#url)], {
      cwd,
      env: { ...this.#env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, output: output.replaceAll(this.#url, LINK) }));
    });
  }

  /** A clone of a repository whose main branch has the contract of orders 1.0.0. */
  repository(): string {
    const folder = mkdtempSync(join(this.#home, "orders-"));
    const git = (...args: string[]): Buffer =>
      execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], { cwd: folder, stdio: "pipe" });
    writeFileSync(join(folder, "openapi.json"), readFileSync(orders.document("1.0.0")));
    writeFileSync(join(folder, "surety.json"), JSON.stringify({ service: "orders", document: "openapi.json", environment: "production" }));
    this.#script(join(folder, "deploy.sh"), "exit 0");
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("commit", "-q", "-m", "Publish orders");
    git("update-ref", "refs/remotes/origin/main", "HEAD");
    return folder;
  }

  leave(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }

  #script(path: string, text: string): void {
    writeFileSync(path, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  }
}
