import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("children of a killed parent end, even one that is inside an endless loop", async () => {
  const parent = spawn(process.execPath, ["--import", "tsx", fileURLToPath(new URL("./orphaning-parent.ts", import.meta.url))], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(parent.stdout, "data");
  const pids: number[] = JSON.parse(String(line));
  expect(pids.map(isRunning)).toEqual([true, true]);
  parent.kill("SIGKILL");
  await vi.waitFor(() => expect(pids.map(isRunning)).toEqual([false, false]), { timeout: 15_000, interval: 100 });
});

test("an idle sandbox does not keep its process running, and one that is closed ends it in order", async () => {
  for (const last of ["", "await sandbox.close(); console.log('closed');"]) {
    const program = `
      import { createSandbox } from "./src/create-sandbox.ts";
      const sandbox = createSandbox({ childPath: new URL("./tests/hostile-child.ts", "file://${process.cwd()}/"), execArgv: ["--import", "tsx"] });
      await sandbox.lint(new TextEncoder().encode("hello"));
      ${last}`;
    const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    parent.stdout.on("data", (chunk) => (output += String(chunk)));
    expect(await once(parent, "exit")).toEqual([0, null]);
    expect(output).toBe(last === "" ? "" : "closed\n");
  }
});
