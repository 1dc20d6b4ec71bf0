import { readContent } from "./read-media-types.ts";
import { readHeaders } from "./read-parameters.ts";
import type { Reading } from "./reading.ts";

/** Reads the components that no operation leads to, so that what is wrong in them is reported as well. */
export function readUnusedComponents(reading: Reading): void {
  if (reading.isSwagger) return;
  const components = reading.object(reading.root, "components");
  if (!components) return;
  for (const name of ["parameters", "headers", "requestBodies", "responses"]) {
    for (const [, source] of reading.entries(components, name)) {
      const at = reading.follow(source, `An entry of \`${name}\``);
      if (!at) continue;
      reading.schema(at, "schema");
      readContent(reading, at);
      readHeaders(reading, at);
    }
  }
}
