import { getPriority } from "node:os";
import { afterEach, expect, test, vi } from "vitest";
import { createSandbox, type Sandbox, type SandboxOptions } from "../src/create-sandbox.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const sandboxes: Sandbox[] = [];

function hostile(options: Partial<SandboxOptions> = {}): Sandbox {
  const sandbox = createSandbox({
    childPath: new URL("./hostile-child.ts", import.meta.url),
    execArgv: ["--import", "tsx"],
    concurrency: 1,
    ...options,
  });
  sandboxes.push(sandbox);
  return sandbox;
}

/** What the child says of itself. */
async function innocent(sandbox: Sandbox): Promise<{ pid: number; environment: string[] }> {
  const answer = await sandbox.lint(bytes("hello"));
  if (!answer.ok) throw new Error(answer.message);
  return JSON.parse(answer.result.engine);
}

afterEach(async () => {
  await Promise.all(sandboxes.splice(0).map((sandbox) => sandbox.close()));
});

test.skipIf(process.platform === "win32")("what nobody waits for gives way to what somebody waits for", async () => {
  const [asked, background] = [await innocent(hostile()), await innocent(hostile({ priority: "background" }))];
  expect(getPriority(background.pid)).toBeGreaterThan(getPriority(asked.pid));
});

test("work that never ends is stopped, and the next document gets a fresh child", async () => {
  const sandbox = hostile({ timeoutMs: { lint: 1000 } });
  const before = await innocent(sandbox);
  expect(await sandbox.lint(bytes("loop"))).toEqual({
    ok: false,
    reason: "timeout",
    message: "Linting took longer than 1 s and was stopped.",
  });
  expect((await innocent(sandbox)).pid).not.toBe(before.pid);
});

test("a document that fills the heap is answered with the limit, and the next one works", async () => {
  const sandbox = hostile({ memoryMb: 64 });
  expect(await sandbox.lint(bytes("fill the heap"))).toMatchObject({
    ok: false,
    reason: "memory",
    message: expect.stringContaining("64 MB"),
  });
  await innocent(sandbox);
});

test.runIf(process.platform === "linux")("memory outside the heap counts as well", async () => {
  const sandbox = hostile({ memoryMb: 128 });
  expect(await sandbox.lint(bytes("fill buffers"))).toMatchObject({ ok: false, reason: "memory" });
  await innocent(sandbox);
});

test("a child that others kill costs nobody an answer; a document whose children are killed again needs too much", async () => {
  const sandbox = hostile();
  const { pid } = await innocent(sandbox);
  process.kill(pid, "SIGKILL");
  expect((await innocent(sandbox)).pid).not.toBe(pid);
  expect(await sandbox.lint(bytes("kill"))).toMatchObject({ ok: false, reason: "memory" });
  await innocent(sandbox);
});

test.each(["abort", "exit"])("a child that ends by %s is a crash of that document only", async (order) => {
  const sandbox = hostile();
  expect(await sandbox.lint(bytes(order))).toMatchObject({ ok: false, reason: "crash" });
  await innocent(sandbox);
});

test("an engine that throws fails its document and keeps its child", async () => {
  const sandbox = hostile();
  const before = await innocent(sandbox);
  expect(await sandbox.lint(bytes("throw"))).toEqual({
    ok: false,
    reason: "crash",
    message: "RangeError: Maximum call stack size exceeded",
  });
  expect((await innocent(sandbox)).pid).toBe(before.pid);
});

test("what comes on top of a full queue is refused at once", async () => {
  const sandbox = hostile({ maxQueue: 1, timeoutMs: { lint: 1000 } });
  const working = sandbox.lint(bytes("loop"));
  const waiting = innocent(sandbox);
  expect(await sandbox.lint(bytes("hello"))).toMatchObject({ ok: false, reason: "overloaded" });
  expect(await working).toMatchObject({ ok: false, reason: "timeout" });
  await waiting;
});

test("many documents share a few children, each gets its own answer", async () => {
  const sandbox = hostile({ concurrency: 2 });
  const orders = ["hello", "throw", "hello", "exit", "hello", "hello", "throw", "hello"];
  const answers = await Promise.all(orders.map((order) => sandbox.lint(bytes(order))));
  expect(answers.map((answer) => answer.ok)).toEqual(orders.map((order) => order === "hello"));
  expect(new Set(answers.flatMap((answer) => (answer.ok ? [answer.result.engine] : []))).size).toBeLessThanOrEqual(3);
});

test("a child sees no secret of its parent", async () => {
  process.env["DATABASE_URL"] = "postgres://secret";
  try {
    const { environment } = await innocent(hostile());
    expect(environment).not.toContain("DATABASE_URL");
    expect(environment).toContain("PATH");
  } finally {
    delete process.env["DATABASE_URL"];
  }
});

test("a child that cannot start is a crash, not a hang", async () => {
  const sandbox = hostile({ childPath: new URL("./no-such-child.ts", import.meta.url) });
  expect(await sandbox.lint(bytes("hello"))).toMatchObject({ ok: false, reason: "crash" });
});

test("closing answers what is under way and what waits", async () => {
  const sandbox = hostile();
  const answers = [sandbox.lint(bytes("loop")), sandbox.lint(bytes("hello"))];
  await sandbox.close();
  expect(await Promise.all(answers)).toMatchObject([
    { ok: false, reason: "crash" },
    { ok: false, reason: "crash" },
  ]);
});

test("a child makes room for a fresh one after many documents", async () => {
  const sandbox = hostile();
  const pids = new Set<number>();
  for (let document = 0; document <= 200; document += 1) pids.add((await innocent(sandbox)).pid);
  expect(pids.size).toBe(2);
});

test("a child without work is ended, and the next document gets another one", async () => {
  const sandbox = hostile({ idleMs: 1 });
  const { pid } = await innocent(sandbox);
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), { timeout: 10_000 });
  expect((await innocent(sandbox)).pid).not.toBe(pid);
});
