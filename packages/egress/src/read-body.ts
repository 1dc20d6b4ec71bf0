import { type Readable, Transform, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { EgressError } from "./egress-error.ts";

const MAX_ENCODINGS = 2;
const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(),
  "x-gzip": () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
};

/** The encodings that `readBody` undoes. */
export const ACCEPTED_ENCODINGS = "gzip, deflate, br";

export interface BodyLimits {
  /** For messages. */
  readonly shown: string;
  /** The value of Content-Encoding. */
  readonly encoding: string;
  readonly maxBytes: number;
}

/**
 * Reads a body to its end, decoded, and never more of it than allowed: both what arrives and what it unpacks to are
 * counted while they stream.
 * @throws EgressError `body_too_large`, `encoding_refused`, or what the stream fails with.
 */
export async function readBody(body: Readable, { shown, encoding, maxBytes }: BodyLimits): Promise<Uint8Array> {
  const names = encoding
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  const stages = names.toReversed().map((name) => decoders[name]);
  const refused = (message: string, cause?: unknown): EgressError =>
    new EgressError("encoding_refused", message, { hint: "Have it sent without Content-Encoding, or as gzip, deflate or br.", cause });
  if (names.length > MAX_ENCODINGS || stages.includes(undefined)) {
    body.on("error", () => undefined).destroy();
    throw refused(`${shown} is encoded as ${JSON.stringify(encoding.slice(0, 50))}, which is not undone.`);
  }
  const chunks: Uint8Array[] = [];
  const collect = new Writable({
    write: (chunk: Uint8Array, _, done) => {
      chunks.push(chunk);
      done();
    },
  });
  const unpacking = stages.flatMap((decoder) => (decoder ? [decoder()] : []));
  try {
    await pipeline([body, upTo(maxBytes, shown), ...unpacking, upTo(maxBytes, shown), collect]);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && /^(Z_|ERR_BROTLI|ERR__ERROR_|ERR_ZLIB)/.test(String(cause.code)))
      throw refused(`${shown} is not the ${names.join(", ")} that it says it is.`, cause);
    throw cause;
  }
  return Buffer.concat(chunks);
}

function upTo(maxBytes: number, shown: string): Transform {
  let size = 0;
  return new Transform({
    transform: (chunk: Uint8Array, _, done) => {
      size += chunk.byteLength;
      if (size > maxBytes) done(bodyTooLarge(shown, maxBytes));
      else done(null, chunk);
    },
  });
}

export function bodyTooLarge(shown: string, maxBytes: number): EgressError {
  const mebibytes = (maxBytes / 1024 / 1024).toFixed(1).replace(/\.0$/, "");
  const limit = maxBytes < 1024 * 1024 ? `${maxBytes} bytes` : `${mebibytes} MiB`;
  return new EgressError("body_too_large", `${shown} answers with more than ${limit}.`, { hint: "Check that this is the right address." });
}
