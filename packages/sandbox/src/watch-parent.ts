import process from "node:process";
import { Worker } from "node:worker_threads";

/** The main thread may be inside an endless loop and never hear of a disconnect; this thread always does. */
const WATCHDOG = `
const parent = process.ppid;
setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, "SIGKILL"); }, 1000);
`;

/** Ends this process, whatever it is doing, within two seconds of its parent's death. */
export function watchParent(): void {
  const watchdog = new Worker(WATCHDOG, {
    eval: true,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2, stackSizeMb: 1 },
  });
  watchdog.unref();
  watchdog.on("error", () => process.exit(1));
}
