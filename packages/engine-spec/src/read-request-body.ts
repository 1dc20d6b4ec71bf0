import type { RequestBody } from "./api.ts";
import { once } from "./once.ts";
import { readContent } from "./read-media-types.ts";
import type { LocatedObject, Reading } from "./reading.ts";

/** `requestBody` of an operation of OpenAPI 3. */
export function readRequestBody(reading: Reading, operation: LocatedObject): RequestBody | undefined {
  const source = operation.value["requestBody"];
  if (source === undefined) return undefined;
  const at = reading.follow(reading.child(operation, "requestBody", source), "A request body");
  return (
    at &&
    once(reading.memos.requestBodies, at.value, () => {
      const description = reading.text(at, "description");
      return {
        required: reading.flag(at, "required"),
        ...(description === undefined ? {} : { description }),
        content: readContent(reading, at),
        pointer: at.pointer,
      };
    })
  );
}
