import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

/*
 * The form of a secret: `surety_pat_`, 30 random characters of base 62, and their CRC-32 as 6 more.
 * Scanners recognise it by /\bsurety_pat_[0-9A-Za-z]{36}\b/; a mistyped one is refused without a query.
 */
const START = "surety_pat_";
const RANDOM = 30;
const CHECKSUM = 6;
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const FORM = /^surety_pat_[0-9A-Za-z]{36}$/;

/** A new secret of 178 random bits. */
export function createSecret(randomBytes: (length: number) => Uint8Array): string {
  let random = "";
  while (random.length < RANDOM) {
    // 248 is the largest multiple of 62 in a byte: the rest would favour some digits.
    for (const byte of randomBytes(RANDOM)) if (byte < 248 && random.length < RANDOM) random += DIGITS.charAt(byte % 62);
  }
  return START + random + checksum(random);
}

export function isWellFormed(secret: string): boolean {
  return FORM.test(secret) && checksum(secret.slice(START.length, START.length + RANDOM)) === secret.slice(-CHECKSUM);
}

export function hashSecret(secret: string): Uint8Array {
  return createHash("sha256").update(secret, "utf8").digest();
}

/** What may be shown of it. */
export function prefixOf(secret: string): string {
  return secret.slice(0, START.length + 4);
}

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let place = 0; place < CHECKSUM; place += 1) {
    digits = DIGITS.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
