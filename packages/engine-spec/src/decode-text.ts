import { UnreadableSource } from "./source-note.ts";

/** Bytes as text: UTF-8, with or without a byte order mark. Throws {@link UnreadableSource} for anything else. */
export function decodeText(bytes: Uint8Array): string {
  const known = recognizeBinary(bytes);
  if (known) throw refusal("not-utf8", known.message, known.hint);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const at = firstInvalidByte(bytes);
    const before = new TextDecoder().decode(bytes.subarray(0, at));
    const line = before.split("\n").length;
    const column = before.length - before.lastIndexOf("\n");
    throw refusal(
      "not-utf8",
      `The document is not UTF-8: byte 0x${(bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, "0")} at line ${line}, column ${column} cannot be decoded.`,
      "Save the file as UTF-8 and send it again.",
    );
  }
}

function refusal(code: string, message: string, hint: string): UnreadableSource {
  return new UnreadableSource({ code, message, hint, pointer: "", offset: 0 });
}

function recognizeBinary(bytes: Uint8Array): { readonly message: string; readonly hint: string } | undefined {
  const [a, b, c, d] = bytes;
  const isUtf16 =
    (a === 0xff && b === 0xfe) ||
    (a === 0xfe && b === 0xff) ||
    (a === 0 && b !== undefined && b !== 0 && c === 0) ||
    (a !== undefined && a !== 0 && b === 0 && c !== 0 && d === 0);
  if (isUtf16)
    return {
      message: "The document is in UTF-16; JSON and YAML are exchanged in UTF-8 (RFC 8259, section 8.1).",
      hint: "Save the file as UTF-8. In PowerShell use `Out-File -Encoding utf8`.",
    };
  if (a === 0x1f && b === 0x8b)
    return { message: "This is gzip data, not a document.", hint: "Decompress it first, or send it with Content-Encoding: gzip." };
  if (a === 0x50 && b === 0x4b && (c === 3 || c === 5))
    return { message: "This is a zip archive, not a document.", hint: "Unpack it and send the OpenAPI file in it." };
  if (a === 0x25 && b === 0x50 && c === 0x44 && d === 0x46)
    return { message: "This is a PDF, not an OpenAPI document.", hint: "Send the OpenAPI file as JSON or YAML." };
  if (bytes.subarray(0, 4096).includes(0))
    return { message: "This is binary data, not a document.", hint: "Send the OpenAPI file as JSON or YAML." };
  return undefined;
}

/** Index of the first byte that is not part of well-formed UTF-8 (Unicode, table 3-7). */
function firstInvalidByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at]!;
    const length =
      lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    if (length === 0) return at;
    for (let next = 1; next < length; next += 1) {
      const byte = bytes[at + next];
      const low = next > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
      const high = next > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
      if (byte === undefined || byte < low || byte > high) return at;
    }
    at += length;
  }
  return 0;
}
