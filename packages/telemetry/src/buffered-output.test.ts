import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);
/** More than one batch. */
const LINES = 1000;

/** What a process has written to its standard output when it is gone. */
async function outputOf(program: string): Promise<string> {
  const here = new URL("./", import.meta.url).href;
  const source = `
    import { pino } from "pino";
    import { bufferedOutput } from "${here}buffered-output.ts";
    const log = pino(bufferedOutput());
    ${program}`;
  const child = run(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", source], { cwd: new URL(".", import.meta.url) });
  return (await child.catch((failure: { stdout: string }) => failure)).stdout;
}

it("loses no line of a process that exits, throws or logs that it dies", { timeout: 60_000 }, async () => {
  const outputs = await Promise.all(
    ["process.exit(0);", 'throw new Error("nobody catches this");', 'log.fatal("the end"); process.exit(1);'].map((end) =>
      outputOf(`for (let line = 0; line < ${LINES}; line += 1) log.info({ line }, "answered"); ${end}`),
    ),
  );
  for (const output of outputs) expect(output.split("\n").filter((line) => line.includes('"msg":"answered"'))).toHaveLength(LINES);
  expect(outputs[2]).toContain("the end");
});
