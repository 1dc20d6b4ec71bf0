import { joinPointer } from "@surety/model/pointer";
import type { RawNode, RawObject } from "./contract.ts";
import { isRawObject } from "./raw-nodes.ts";
import type { Located } from "./references.ts";
import { resolveUri } from "./resolve-uri.ts";

export interface ResourceIndex {
  /** `$self` of OpenAPI 3.2, resolved; empty when the document does not name itself. */
  readonly rootUri: string;
  /** Schemas by `$id`, and by `$id#anchor`. */
  readonly byUri: ReadonlyMap<string, Located>;
}

/** Members whose values are data. */
const DATA = new Set(["example", "examples", "default", "enum", "const"]);
/** Members whose own members have free names. */
const NAMED = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "schemas"]);

/** Finds the schemas that name themselves with `$id`, `$anchor` or `$dynamicAnchor` (JSON Schema 2020-12, section 8.2). */
export function indexResources(root: RawObject): ResourceIndex {
  const rootUri = typeof root["$self"] === "string" ? resolveUri("", root["$self"]) : "";
  const byUri = new Map<string, Located>();
  const open: (Located & { readonly named: boolean })[] = [{ value: root, pointer: "", base: "", named: false }];
  for (let at = open.pop(); at; at = open.pop()) {
    let base = at.base;
    if (isRawObject(at.value) && !at.named) base = register(at.value, { ...at }, rootUri, byUri);
    const members: Iterable<[string, RawNode]> = Array.isArray(at.value)
      ? at.value.map((item, index) => [String(index), item])
      : isRawObject(at.value)
        ? Object.entries(at.value)
        : [];
    for (const [name, value] of members) {
      if (typeof value !== "object" || value === null || (!at.named && (DATA.has(name) || name.startsWith("x-")))) continue;
      open.push({ value, pointer: joinPointer(at.pointer, name), base, named: !at.named && NAMED.has(name) });
    }
  }
  return { rootUri, byUri };
}

function register(schema: RawObject, at: Located, rootUri: string, byUri: Map<string, Located>): string {
  let base = at.base;
  const id = schema["$id"];
  if (typeof id === "string" && id !== "") {
    base = resolveUri(base === "" ? rootUri : base, id);
    if (!byUri.has(base)) byUri.set(base, { value: schema, pointer: at.pointer, base });
  }
  for (const keyword of ["$anchor", "$dynamicAnchor"]) {
    const anchor = schema[keyword];
    const uri = `${base === "" ? rootUri : base}#${typeof anchor === "string" ? anchor : ""}`;
    if (typeof anchor === "string" && !byUri.has(uri)) byUri.set(uri, { value: schema, pointer: at.pointer, base });
  }
  return base;
}
