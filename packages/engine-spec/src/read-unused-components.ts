import { readContent } from "./read-media-types.ts";
import { readHeaders } from "./read-parameters.ts";
import type { Reading } from "./reading.ts";

/** Reads the components that no operation leads to, so that what is wrong in them is reported as well. */
export function readUnusedComponents(reading: Reading): void {
  const holder = reading.isSwagger ? reading.root : reading.object(reading.root, "components");
  if (!holder) return;
  for (const name of reading.isSwagger ? ["parameters", "responses"] : ["parameters", "headers", "requestBodies", "responses"]) {
    for (const [, source] of reading.entries(holder, name)) {
      if (reading.isShared(source.pointer)) continue;
      const at = reading.follow(source, `An entry of \`${name}\``);
      if (!at) continue;
      reading.schema(at, "schema");
      if (!reading.isSwagger) readContent(reading, at);
      readHeaders(reading, at);
    }
  }
}
