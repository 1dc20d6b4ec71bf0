import type { RequestBody } from "./api.ts";
import { readContent } from "./read-media-types.ts";
import type { LocatedObject, Reading } from "./reading.ts";

/** `requestBody` of an operation of OpenAPI 3. */
export function readRequestBody(reading: Reading, operation: LocatedObject): RequestBody | undefined {
  const source = operation.value["requestBody"];
  if (source === undefined) return undefined;
  const node = reading.child(operation, "requestBody", source);
  const at = reading.follow(node, "A request body");
  if (!at) return undefined;
  const description = reading.text(at, "description");
  return { required: reading.flag(at, "required"), ...(description === undefined ? {} : { description }), content: readContent(reading, at), pointer: node.pointer };
}
