import type { Json } from "@surety/model/json";
import type { Link, MediaType, Response } from "./api.ts";
import { once } from "./once.ts";
import { normalizeMediaType } from "./normalize-media-type.ts";
import { readContent } from "./read-media-types.ts";
import { readHeaders } from "./read-parameters.ts";
import { swaggerMediaTypes } from "./read-swagger-body.ts";
import type { LocatedObject, Reading } from "./reading.ts";

/** `responses` of an operation, in document order (numeric statuses first). */
export function readResponses(reading: Reading, operation: LocatedObject): readonly Response[] {
  const responses: Response[] = [];
  for (const [status, source] of reading.entries(operation, "responses")) {
    if (status.startsWith("x-")) continue;
    if (!/^(?:[1-5][0-9]{2}|[1-5]XX|default)$/i.test(status)) {
      reading.log.add(
        "wrong-type",
        source.pointer,
        `\`${status.slice(0, 40)}\` is not a response status.`,
        "Statuses are 100 to 599, ranges such as 2XX, and default.",
      );
      continue;
    }
    const at = reading.follow(source, "A response");
    if (!at) continue;
    const response = reading.isSwagger
      ? readResponse(reading, at, operation)
      : once(reading.memos.responses, at.value, () => readResponse(reading, at, operation));
    responses.push({ status: status.toLowerCase() === "default" ? "default" : status.toUpperCase(), ...response });
  }
  return responses;
}

function readResponse(reading: Reading, at: LocatedObject, operation: LocatedObject): Omit<Response, "status"> {
  const description = reading.text(at, "description");
  return {
    ...(description === undefined ? {} : { description }),
    headers: readHeaders(reading, at),
    content: reading.isSwagger ? readSwaggerContent(reading, at, operation) : readContent(reading, at),
    links: reading.isSwagger
      ? []
      : reading.entries(at, "links").flatMap(([name, source]) => {
          const link = reading.follow(source, "A link");
          return link ? [readLink(reading, name, link, source.pointer)] : [];
        }),
    pointer: at.pointer,
  };
}

function readLink(reading: Reading, name: string, at: LocatedObject, pointer: Link["pointer"]): Link {
  const operationId = reading.text(at, "operationId");
  const operationRef = reading.text(at, "operationRef");
  const server = reading.object(at, "server");
  const url = server && reading.text(server, "url");
  const parameters = reading.entries(at, "parameters");
  return {
    name,
    ...(operationId === undefined ? {} : { operationId }),
    ...(operationRef === undefined ? {} : { operationRef }),
    ...(parameters.length === 0 ? {} : { parameters: new Map(parameters.map(([parameter, { value }]) => [parameter, value])) }),
    ...(at.value["requestBody"] === undefined ? {} : { requestBody: at.value["requestBody"] }),
    ...(url === undefined ? {} : { server: url }),
    pointer,
  };
}

function readSwaggerContent(reading: Reading, response: LocatedObject, operation: LocatedObject): readonly MediaType[] {
  const schema = reading.schema(response, "schema");
  if (!schema) return [];
  let examples: Map<string, Json> | undefined;
  for (const [type, example] of reading.entries(response, "examples"))
    (examples ??= new Map<string, Json>()).set(normalizeMediaType(type), example.value);
  return swaggerMediaTypes(reading, operation, "produces").map((mediaType) => {
    const example = examples?.get(mediaType);
    return {
      mediaType,
      schema,
      hasSchema: true,
      examples: example === undefined ? [] : [{ value: example, pointer: response.pointer }],
      pointer: response.pointer,
    };
  });
}
