import type { Json } from "@surety/model/json";
import type { Pointer } from "@surety/model/pointer";
import type { Encoding, MediaType } from "./api.ts";
import { normalizeMediaType } from "./normalize-media-type.ts";
import { readHeaders } from "./read-parameters.ts";
import type { RawNode } from "./contract.ts";
import { isRawObject } from "./raw-nodes.ts";
import type { JsonType, Schema } from "./schema.ts";
import type { LocatedObject, Reading } from "./reading.ts";

/** `content` of a request body or response, in document order. */
export function readContent(reading: Reading, holder: LocatedObject): readonly MediaType[] {
  return reading.entries(holder, "content").flatMap(([name, source]) => {
    const at = reading.follow(source, "A media type");
    if (!at) return [];
    const itemSchema = reading.schema(at, "itemSchema");
    const schema = reading.schema(at, "schema") ?? (itemSchema ? { pointer: at.pointer, unsupported: ["itemSchema"] } : undefined);
    const encoding = readEncodings(reading, at);
    return [
      {
        mediaType: normalizeMediaType(name),
        schema: (saysNothing(at.value["schema"]) && isOfBytes(name) ? bytesAt(at.pointer) : schema) ?? { pointer: at.pointer },
        hasSchema: schema !== undefined,
        ...(itemSchema ? { itemSchema } : {}),
        ...(encoding.size > 0 ? { encoding } : {}),
        examples: readExamples(reading, at),
        pointer: source.pointer,
      },
    ];
  });
}

function readExamples(reading: Reading, at: LocatedObject): MediaType["examples"] {
  const examples: { value: Json; pointer: Pointer }[] = [];
  if (at.value["example"] !== undefined) examples.push({ value: at.value["example"], pointer: `${at.pointer}/example` });
  for (const [, source] of reading.entries(at, "examples")) {
    const example = reading.follow(source, "An example");
    if (example?.value["value"] !== undefined) examples.push({ value: example.value["value"], pointer: `${example.pointer}/value` });
  }
  return examples;
}

function readEncodings(reading: Reading, media: LocatedObject): ReadonlyMap<string, Encoding> {
  return new Map(
    reading.entries(media, "encoding").flatMap(([name, source]) => {
      const at = reading.asObject(source, "An encoding");
      if (!at) return [];
      const contentType = reading.text(at, "contentType");
      const style = reading.text(at, "style");
      const encoding: Encoding = {
        ...(contentType === undefined ? {} : { contentType }),
        ...(style === undefined ? {} : { style }),
        ...(at.value["explode"] === undefined ? {} : { explode: reading.flag(at, "explode") }),
        allowReserved: reading.flag(at, "allowReserved"),
        headers: readHeaders(reading, at),
        pointer: at.pointer,
      };
      return [[name, encoding] as const];
    }),
  );
}

/** Whether a schema is left out, or accepts everything in words. */
function saysNothing(schema: RawNode | undefined): boolean {
  if (schema === undefined) return true;
  return isRawObject(schema) && Object.keys(schema).every((name) => SAYS_NOTHING.has(name));
}

const SAYS_NOTHING: ReadonlySet<string> = new Set(["title", "description", "example", "examples", "deprecated"]);

/** Media types that carry bytes and no text. 3.1 leaves their schema out or empty where 3.0 says `format: binary`. */
function isOfBytes(mediaType: string): boolean {
  return /^\s*(?:application\/(?:octet-stream|pdf|zip|gzip|x-tar)|(?:audio|video)\/.*|image\/(?!svg).*)\s*(?:;|$)/i.test(mediaType);
}

function bytesAt(pointer: Pointer): Schema {
  return { pointer, types: new Set<JsonType>(["string"]), format: "binary" };
}
