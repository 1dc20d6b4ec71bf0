import type { Fingerprint } from "@surety/model/ids";

/** Twelve hexadecimal digits of a meaning (the first of its SHA-256); `ordinal` tells equal meanings in one document apart. */
export function fingerprint(meaning: string, ordinal: number): Fingerprint {
  const text = ordinal === 0 ? meaning : `${meaning}\n${ordinal}`;
  return hashed(utf8.encode(text));
}

/*
 * SHA-256 (FIPS 180-4) in one loop over memory that is allocated once: with thousands of findings in a process that
 * lives for a second, a general implementation takes a tenth of all the time.
 */
const utf8 = new TextEncoder();
const words = new Int32Array(64);
const hash = new Int32Array(8);

/** The fractional parts of roots of the first primes, as the standard defines its constants. */
const rootBits = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0;
const primes = [2, 3];
for (let next = 5; primes.length < 64; next += 2) if (primes.every((prime) => next % prime !== 0)) primes.push(next);
const INITIAL = Int32Array.from(primes.slice(0, 8), (prime) => rootBits(Math.sqrt(prime)));
const ROUNDS = Int32Array.from(primes, (prime) => rootBits(Math.cbrt(prime)));

function hashed(bytes: Uint8Array): Fingerprint {
  hash.set(INITIAL);
  const blocks = (bytes.length + 72) >> 6;
  for (let block = 0; block < blocks; block += 1) {
    for (let index = 0; index < 16; index += 1) words[index] = wordAt(bytes, block * 64 + index * 4);
    if (block === blocks - 1) words[15] = bytes.length * 8;
    mix();
  }
  return [hash[0]!, hash[1]! & 0xffff0000]
    .map((word) => (word >>> 0).toString(16).padStart(8, "0"))
    .join("")
    .slice(0, 12);
}

/** Four bytes of the padded message: what follows the text is one bit, zeros and its length. */
function wordAt(bytes: Uint8Array, at: number): number {
  let word = 0;
  for (let index = at; index < at + 4; index += 1) {
    const byte = index < bytes.length ? bytes[index]! : index === bytes.length ? 0x80 : 0;
    word = (word << 8) | byte;
  }
  return word;
}

function mix(): void {
  for (let t = 16; t < 64; t += 1) {
    const early = words[t - 15]!;
    const late = words[t - 2]!;
    const small = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const large = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words[t] = (words[t - 16]! + small + words[t - 7]! + large) | 0;
  }
  let a = hash[0]!;
  let b = hash[1]!;
  let c = hash[2]!;
  let d = hash[3]!;
  let e = hash[4]!;
  let f = hash[5]!;
  let g = hash[6]!;
  let h = hash[7]!;
  for (let t = 0; t < 64; t += 1) {
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[t]! + words[t]!) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  hash[0]! += a;
  hash[1]! += b;
  hash[2]! += c;
  hash[3]! += d;
  hash[4]! += e;
  hash[5]! += f;
  hash[6]! += g;
  hash[7]! += h;
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}
