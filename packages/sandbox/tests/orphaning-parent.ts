import process from "node:process";
import { createSandbox } from "../src/create-sandbox.ts";

/** Starts one endless piece of work and one idle child, tells their process ids, and waits to be killed. */
const childPath = new URL("./hostile-child.ts", import.meta.url);
const idle = createSandbox({ childPath, execArgv: ["--import", "tsx"], concurrency: 1 });
const busy = createSandbox({ childPath, execArgv: ["--import", "tsx"], concurrency: 1 });
const hello = new TextEncoder().encode("hello");
const answers = await Promise.all([idle.lint(hello), busy.lint(hello)]);
void busy.lint(new TextEncoder().encode("loop"));
setTimeout(
  () => process.stdout.write(`${JSON.stringify(answers.map((answer) => (answer.ok ? JSON.parse(answer.result.engine).pid : 0)))}\n`),
  200,
);
setInterval(() => undefined, 1000);
