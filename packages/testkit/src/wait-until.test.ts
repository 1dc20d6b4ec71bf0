import { expect, test } from "vitest";
import { waitUntil } from "./wait-until.ts";

test("returns the first real answer, zero and the empty string included", async () => {
  const answers = [undefined, null, false, 0];
  expect(await waitUntil(() => answers.shift(), { what: "a number", intervalMs: 1 })).toBe(0);
  expect(await waitUntil(() => "", { what: "a text" })).toBe("");
});

test("forgives errors on the way", async () => {
  let calls = 0;
  const answer = await waitUntil(
    () => {
      calls += 1;
      if (calls < 3) throw new Error("not yet");
      return calls;
    },
    { what: "the third call", intervalMs: 1 },
  );
  expect(answer).toBe(3);
});

test("gives up at the deadline, naming what was awaited and the last error", async () => {
  const failing = waitUntil(
    () => {
      throw new Error("connection refused");
    },
    { what: "server ready", deadlineMs: 5, intervalMs: 1 },
  );
  await expect(failing).rejects.toMatchObject({ message: "server ready: not within 5 ms", cause: { message: "connection refused" } });
});
