import type { Json } from "@surety/model/json";
import type { Pointer } from "@surety/model/pointer";
import type { MediaType } from "./api.ts";
import type { LocatedObject, Reading } from "./reading.ts";

/** `content` of a request body or response, in document order. */
export function readContent(reading: Reading, holder: LocatedObject): readonly MediaType[] {
  return reading.entries(holder, "content").flatMap(([name, source]) => {
    const at = reading.follow(source, "A media type");
    if (!at) return [];
    const schema =
      reading.schema(at, "schema") ??
      (at.value["itemSchema"] === undefined ? undefined : { pointer: at.pointer, unsupported: ["itemSchema"] });
    return [
      {
        mediaType: normalizeMediaType(name),
        schema: schema ?? { pointer: at.pointer },
        hasSchema: schema !== undefined,
        examples: readExamples(reading, at),
        pointer: source.pointer,
      },
    ];
  });
}

/** Lower case without spaces around parameters; a parameter's value keeps its case. */
export function normalizeMediaType(text: string): string {
  return text
    .split(";")
    .map((part, index) => {
      const [name = "", ...value] = part.trim().split("=");
      return index === 0 || value.length === 0 ? part.trim().toLowerCase() : `${name.trim().toLowerCase()}=${value.join("=").trim()}`;
    })
    .filter((part) => part !== "")
    .join("; ");
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
