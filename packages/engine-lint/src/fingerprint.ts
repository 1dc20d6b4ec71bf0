import { Fingerprint } from "@surety/model/ids";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** Twelve hexadecimal digits of a meaning; `ordinal` tells equal meanings in one document apart. */
export function fingerprint(meaning: string, ordinal: number): Fingerprint {
  const text = ordinal === 0 ? meaning : `${meaning}\n${ordinal}`;
  return Fingerprint.parse(bytesToHex(sha256(utf8ToBytes(text)).subarray(0, 6)));
}
