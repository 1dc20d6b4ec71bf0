import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export interface Measured {
  /** `over`: ended by us, for time or memory. */
  readonly end: "done" | "over";
  /** Exit code; null when it was ended. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** User and system time of the process, start included. Of Linux's clock ticks: to 10 ms. */
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

interface Bounds {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Milliseconds between looks at its memory. Each look disturbs it: every 5 ms, they cost a tenth of its CPU time. */
const LOOK_EVERY = 50;

/** Runs a program to its end or to its bounds. One at a time: the CPU time is that of all children that have ended since. */
export async function measureProcess(
  program: string,
  args: readonly string[],
  bounds: Bounds,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Measured> {
  const before = cpuOfChildren();
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  let peakMb = 0;
  let over = false;
  const stop = (): void => {
    over = true;
    child.kill("SIGKILL");
  };
  const clock = setTimeout(stop, bounds.seconds * 1000);
  const look = setInterval(() => {
    peakMb = Math.max(peakMb, peakOf(child.pid));
    if (peakMb > bounds.megabytes) stop();
  }, LOOK_EVERY);
  const code = await new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
  clearTimeout(clock);
  clearInterval(look);
  return { end: over ? "over" : "done", code, stdout, stderr, cpuSeconds: cpuOfChildren() - before, peakMb };
}

/** The highest resident memory so far; 0 when the process is gone. */
function peakOf(pid: number | undefined): number {
  try {
    return Math.round(Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** Seconds of all children that have ended (proc(5): cutime and cstime, in hundredths). */
function cpuOfChildren(): number {
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[13]) + Number(fields[14])) / 100;
}
