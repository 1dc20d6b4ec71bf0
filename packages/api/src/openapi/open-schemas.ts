/**
 * A copy of schemas of answers without `additionalProperties: false`: an answer may gain fields in any release,
 * and a client that refuses what it does not know would break. Schemas of requests stay closed.
 */
export function openSchemas<Schemas extends object>(schemas: Schemas): Schemas {
  const open = structuredClone(schemas);
  const pending: unknown[] = [open];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value !== "object" || value === null) continue;
    if ("additionalProperties" in value && value.additionalProperties === false) delete value.additionalProperties;
    pending.push(...Object.values(value).filter((child) => typeof child === "object" && child !== null));
  }
  return open;
}
