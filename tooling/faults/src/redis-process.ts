import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { leftovers } from "./leftovers.ts";

/** A Redis that keeps nothing on disk: whoever restarts it has an empty one. */
export class RedisProcess {
  readonly port: number;
  readonly #folder: string;
  #child: ChildProcess | undefined;

  constructor(port: number, folder: string) {
    this.port = port;
    this.#folder = folder;
  }

  async start(): Promise<void> {
    const settings = {
      port: this.port,
      bind: "127.0.0.1",
      save: "",
      appendonly: "no",
      "maxmemory-policy": "noeviction",
      dir: this.#folder,
    };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const child = spawn("redis-server", args, { env: { ...process.env, LC_ALL: "C" }, stdio: "ignore" });
    let failure: string | undefined;
    child.once("error", (error) => {
      failure = error.message;
    });
    this.#child = child;
    leftovers.add(child.pid);
    for (let tries = 0; tries < 400; tries += 1) {
      if (failure !== undefined) throw new Error(`redis-server does not start: ${failure}`);
      if ((await this.#command("PING").catch(() => "")).startsWith("+PONG")) return;
      await delay(25);
    }
    throw new Error("redis-server does not answer");
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
    leftovers.delete(child.pid);
  }

  async flush(): Promise<void> {
    await this.#command("FLUSHALL");
  }

  #command(command: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, "127.0.0.1", () => socket.write(`${command}\r\n`));
      socket.once("data", (data: Buffer) => {
        resolve(data.toString());
        socket.destroy();
      });
      socket.once("error", reject);
    });
  }
}
