import type { Api, Operation } from "./api.ts";
import { readOperations } from "./read-operations.ts";
import { readSecuritySchemes } from "./read-security.ts";
import { readServers } from "./read-servers.ts";
import type { LocatedObject, Reading } from "./reading.ts";
import { readUnusedComponents } from "./read-unused-components.ts";
import type { Schema } from "./schema.ts";
import { completeSchemas } from "./complete-schemas.ts";

/** The document as one model. Everything is read once, so that every problem is known afterwards. */
export function readApi(reading: Reading): Api {
  const { root } = reading;
  const info = reading.object(root, "info");
  if (root.value["info"] === undefined)
    reading.log.add("missing", "", "The document has no `info`.", "Add `info` with `title` and `version`.");
  const servers = readServers(reading, root);
  const operations = readOperations(reading, root, "paths", servers);
  const webhooks = readOperations(reading, root, "webhooks", servers);
  const schemas = readNamedSchemas(reading);
  readUnusedComponents(reading);
  completeSchemas(reading.schemas, schemas);
  reportEqualKeys(reading, operations);
  return {
    title: (info && reading.text(info, "title")) ?? "",
    version: (info && reading.text(info, "version")) ?? "",
    servers,
    operations,
    webhooks,
    securitySchemes: readSecuritySchemes(reading),
    schemas,
    tags: readTags(reading, root),
    extensions: reading.extensions(root),
  };
}

function readNamedSchemas(reading: Reading): Map<string, Schema> {
  const components = reading.isSwagger ? reading.root : reading.object(reading.root, "components");
  const entries = components ? reading.entries(components, reading.isSwagger ? "definitions" : "schemas") : [];
  const named = new Map<string, Schema>();
  for (const [name, source] of entries) named.set(name, reading.schemas.draft(source));
  return named;
}

function readTags(reading: Reading, root: LocatedObject): Api["tags"] {
  return reading.items(root, "tags").flatMap((item) => {
    const tag = reading.asObject(item, "A tag");
    const name = tag && reading.text(tag, "name");
    return name === undefined ? [] : [{ name, pointer: item.pointer }];
  });
}

/** Requests cannot tell paths apart that differ in the names of their parameters only. */
function reportEqualKeys(reading: Reading, operations: readonly Operation[]): void {
  const first = new Map<string, Operation>();
  for (const operation of operations) {
    const other = first.get(operation.key);
    if (!other) first.set(operation.key, operation);
    else
      reading.log.add(
        "duplicate-operation",
        operation.pointer,
        `\`${operation.method} ${operation.path}\` is the same address as \`${other.method} ${other.path}\`: only the names of the parameters differ.`,
        "Keep one of the two.",
      );
  }
}
