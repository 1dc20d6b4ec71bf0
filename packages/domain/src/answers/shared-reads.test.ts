import { expect, test } from "vitest";
import { createSharedReads } from "./shared-reads.ts";

function gate(): { readonly opened: Promise<number>; open(value: number): void; fail(): void } {
  let settle: { open(value: number): void; fail(): void } | undefined;
  const opened = new Promise<number>((resolve, reject) => {
    settle = { open: resolve, fail: () => reject(new Error("closed")) };
  });
  return { opened, open: (value) => settle?.open(value), fail: () => settle?.fail() };
}

test("nobody gets what was begun before they asked; a crowd shares the next one", async () => {
  const reads = createSharedReads<number>();
  const gates = [gate(), gate(), gate()];
  let begun = 0;
  const read = () => gates[begun++]?.opened ?? Promise.reject(new Error("too many"));
  const first = reads.of("a", read);
  const crowd = [reads.of("a", read), reads.of("a", read), reads.of("a", read)];
  expect(begun).toBe(1);
  gates[0]?.open(1);
  expect(await first).toBe(1);
  expect(begun).toBe(2);
  const late = reads.of("a", read);
  gates[1]?.open(2);
  expect(await Promise.all(crowd)).toEqual([2, 2, 2]);
  gates[2]?.open(3);
  expect(await late).toBe(3);
  expect(begun).toBe(3);
});

test("who waits behind a failure reads anew, and other keys do not wait", async () => {
  const reads = createSharedReads<number>();
  const closed = gate();
  const first = reads.of("a", () => closed.opened);
  const second = reads.of("a", async () => 2);
  expect(await reads.of("b", async () => 9)).toBe(9);
  closed.fail();
  await expect(first).rejects.toThrow("closed");
  expect(await second).toBe(2);
  expect(await reads.of("a", async () => 3)).toBe(3);
});
