import type { ReadResult } from "@surety/engine-spec/contract";
import { expect, test } from "vitest";
import { ContractCache } from "./contract-cache.ts";

const unreadable: ReadResult = {
  ok: false,
  problems: [{ code: "empty", fatal: true, pointer: "", line: 1, column: 1, message: "Empty." }],
};
const document = (byte: number): Uint8Array => new Uint8Array(10).fill(byte);

/** Which of the documents are read, when these are asked for one after the other. */
function readsOf(maxBytes: number, order: readonly number[]): number[] {
  const cache = new ContractCache(maxBytes);
  const reads: number[] = [];
  for (const byte of order) {
    cache.get(document(byte), (bytes) => {
      reads.push(bytes[0] ?? -1);
      return unreadable;
    });
  }
  return reads;
}

test("the same bytes are read once", () => expect(readsOf(100, [1, 1, 2, 1, 2])).toEqual([1, 2]));

test("the document that was not asked for longest goes first", () => expect(readsOf(20, [1, 2, 1, 3, 1, 2])).toEqual([1, 2, 3, 2]));

test("a document larger than the cache is kept until the next one", () => expect(readsOf(5, [1, 1, 2, 1])).toEqual([1, 2, 1]));
