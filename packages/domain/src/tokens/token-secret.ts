import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

/*
 * The form of a secret: `surety_`, its kind, `_`, 30 random characters of base 62, and their CRC-32 as 6 more.
 * Scanners recognise it by /\bsurety_(pat|inv)_[0-9A-Za-z]{36}\b/; a mistyped one is refused without a query.
 */
/** `pat` is an API token, `inv` the secret of an invitation's link. */
export type SecretKind = "pat" | "inv";
const RANDOM = 30;
const CHECKSUM = 6;
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const FORM = /^surety_(?<kind>pat|inv)_(?<digits>[0-9A-Za-z]{36})$/;

/** A new secret of 178 random bits. */
export function createSecret(randomBytes: (length: number) => Uint8Array, kind: SecretKind): string {
  let random = "";
  while (random.length < RANDOM) {
    // 248 is the largest multiple of 62 in a byte: the rest would favour some digits.
    for (const byte of randomBytes(RANDOM)) if (byte < 248 && random.length < RANDOM) random += DIGITS.charAt(byte % 62);
  }
  return `surety_${kind}_${random}${checksum(random)}`;
}

export function isWellFormed(secret: string, kind: SecretKind): boolean {
  const { kind: is, digits = "" } = FORM.exec(secret)?.groups ?? {};
  return is === kind && checksum(digits.slice(0, RANDOM)) === digits.slice(RANDOM);
}

export function hashSecret(secret: string): Uint8Array {
  return createHash("sha256").update(secret, "utf8").digest();
}

/** What may be shown of it. */
export function prefixOf(secret: string): string {
  return secret.slice(0, "surety_pat_".length + 4);
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
