import { joinPointer } from "@surety/model/pointer";
import type { Header, Parameter, ParameterIn } from "./api.ts";
import { once } from "./once.ts";
import { normalizeMediaType } from "./normalize-media-type.ts";
import type { LocatedObject, Reading } from "./reading.ts";
import type { Schema } from "./schema.ts";

const PLACES: ReadonlyMap<string, ParameterIn> = new Map([
  ["path", "path"],
  ["query", "query"],
  ["querystring", "querystring"],
  ["header", "header"],
  ["cookie", "cookie"],
]);
const DEFAULT_STYLES: Readonly<Record<ParameterIn, string>> = {
  path: "simple",
  query: "form",
  querystring: "form",
  header: "simple",
  cookie: "form",
};
/** Swagger 2.0's `collectionFormat` in the words of OpenAPI 3. */
const COLLECTION_STYLES: ReadonlyMap<string, { readonly style?: string; readonly explode: boolean }> = new Map([
  ["csv", { explode: false }],
  ["ssv", { style: "spaceDelimited", explode: false }],
  ["tsv", { style: "tabDelimited", explode: false }],
  ["pipes", { style: "pipeDelimited", explode: false }],
  ["multi", { style: "form", explode: true }],
]);

/** The parameters that a path item or an operation lists itself, without Swagger 2.0's bodies and forms. */
export function readParameters(reading: Reading, holder: LocatedObject): readonly Parameter[] {
  const byPlace = new Map<string, Parameter>();
  for (const source of reading.items(holder, "parameters")) {
    const at = reading.follow(source, "A parameter");
    const parameter = at && once(reading.memos.parameters, at.value, () => readParameter(reading, at));
    if (!parameter) continue;
    const key = `${parameter.in} ${parameter.name}`;
    if (byPlace.has(key))
      reading.log.add(
        "duplicate-parameter",
        source.pointer,
        `The ${parameter.in} parameter \`${parameter.name}\` is listed twice.`,
        "Keep one of the two.",
      );
    else byPlace.set(key, parameter);
  }
  return [...byPlace.values()];
}

function readParameter(reading: Reading, at: LocatedObject): Parameter | undefined {
  const written = reading.text(at, "in");
  if (reading.isSwagger && (written === "body" || written === "formData")) return undefined;
  const place = PLACES.get(written ?? "");
  const name = reading.text(at, "name");
  if (place === undefined || name === undefined) {
    reading.log.add(
      "wrong-type",
      at.pointer,
      `A parameter needs \`name\` and \`in\`${written === undefined ? "" : `; \`in\` is \`${written}\``}.`,
      "`in` is path, query, header or cookie.",
    );
    return undefined;
  }
  const description = reading.text(at, "description");
  return {
    in: place,
    name: place === "header" ? name.toLowerCase() : name,
    required: place === "path" || reading.flag(at, "required"),
    deprecated: reading.flag(at, "deprecated"),
    ...(description === undefined ? {} : { description }),
    ...readSerialization(reading, at, place),
    allowReserved: reading.flag(at, "allowReserved"),
    allowEmptyValue: reading.flag(at, "allowEmptyValue"),
    ...readValue(reading, at),
    extensions: reading.extensions(at),
    pointer: at.pointer,
  };
}

function readSerialization(reading: Reading, at: LocatedObject, place: ParameterIn): { readonly style: string; readonly explode: boolean } {
  if (reading.isSwagger) {
    const format = at.value["type"] === "array" ? COLLECTION_STYLES.get(reading.text(at, "collectionFormat") ?? "csv") : undefined;
    const style = format?.style ?? DEFAULT_STYLES[place];
    return { style, explode: format?.explode ?? style === "form" };
  }
  const style = reading.text(at, "style") ?? DEFAULT_STYLES[place];
  return { style, explode: at.value["explode"] === undefined ? style === "form" : reading.flag(at, "explode") };
}

/** The schema of a parameter or header: from `schema`, from the one entry of `content`, or its own keywords (2.0). */
function readValue(reading: Reading, at: LocatedObject): { readonly schema: Schema; readonly contentMediaType?: string } {
  if (reading.isSwagger) return { schema: reading.parameterSchema(at) };
  for (const [, example] of reading.entries(at, "examples")) reading.follow(example, "An example");
  const schema = reading.schema(at, "schema");
  if (schema) return { schema };
  const [entry] = reading.entries(at, "content");
  if (!entry) return { schema: { pointer: at.pointer } };
  const media = reading.follow(entry[1], "A media type");
  return {
    schema: (media && reading.schema(media, "schema")) ?? { pointer: joinPointer(at.pointer, "content", entry[0]) },
    contentMediaType: normalizeMediaType(entry[0]),
  };
}

/** `headers` of a response. */
export function readHeaders(reading: Reading, response: LocatedObject): readonly Header[] {
  return reading.entries(response, "headers").flatMap(([name, source]) => {
    const at = reading.follow(source, "A header");
    if (!at) return [];
    const header = once(reading.memos.headers, at.value, () => ({
      required: reading.flag(at, "required"),
      deprecated: reading.flag(at, "deprecated"),
      explode: reading.flag(at, "explode"),
      ...readValue(reading, at),
      pointer: at.pointer,
    }));
    return [{ name, ...header }];
  });
}
