import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Dialect } from "@surety/model/contracts";
import { Digest } from "@surety/model/ids";
import type { Api } from "./api.ts";
import type { RawObject } from "./contract.ts";

export function digestContract(_api: Api, document: RawObject, _dialect: Dialect): Digest {
  return Digest.parse(bytesToHex(sha256(utf8ToBytes(JSON.stringify(document)))));
}
