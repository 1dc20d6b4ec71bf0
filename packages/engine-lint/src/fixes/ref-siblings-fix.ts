import type { RawNode, RawObject } from "@surety/engine-spec/contract";
import { isRawObject } from "@surety/engine-spec/raw-nodes";
import { joinPointer, type Pointer, splitPointer } from "@surety/model/pointer";
import { rawNodeAt } from "../raw-node-at.ts";
import type { Edit } from "./edit.ts";
import type { RuleFix } from "./rule-fix.ts";

/** What people read; what may be sent does not depend on it. */
const PROSE = /^(?:title|description|summary|example|externalDocs|x-.*)$/;
const SCHEMA_MEMBERS = new Set(["schema", "items", "additionalProperties", "not"]);
const SCHEMA_MAPS = new Set(["properties", "schemas", "definitions", "patternProperties", "allOf", "anyOf", "oneOf"]);

/**
 * Text beside a `$ref` is kept: the reference of a schema goes into `allOf`, beside which members count. What the target
 * says as well goes away. What would mean something in `allOf` was ignored until now: a person decides.
 */
export const keepSiblings: RuleFix = {
  summary:
    "put the $ref of a schema into allOf where text stands beside it, so that the text counts; take away what the target says as well",
  edits(document, findings) {
    const parents = new Set(findings.map(({ pointer }) => parentOf(pointer)));
    return [...parents].flatMap((parent): Edit[] => {
      const siblings = siblingsAt(document, parent);
      const repeated = siblings.filter(({ isRepeated }) => isRepeated);
      if (repeated.length > 0) return repeated.map(({ name }) => ({ op: "remove", pointer: joinPointer(parent, name) }));
      const isMended = siblings.length > 0 && isSchema(parent) && siblings.every(({ name }) => PROSE.test(name));
      return isMended ? [{ op: "wrap", pointer: joinPointer(parent, "$ref"), name: "allOf" }] : [];
    });
  },
  leaves(document, { pointer }) {
    const parent = parentOf(pointer);
    if (!isSchema(parent))
      return "only schemas have allOf: write what is referred to here, or move to OpenAPI 3.1, where text beside a $ref counts";
    const meant = siblingsAt(document, parent).filter(({ name }) => !PROSE.test(name));
    if (meant.length === 0) return undefined;
    const names = meant.map(({ name }) => `\`${name}\``).join(", ");
    return `${names} is ignored now and would count beside allOf: put the $ref into allOf if it is meant, or take it away`;
  },
};

function siblingsAt(document: RawObject, parent: Pointer): { readonly name: string; readonly isRepeated: boolean }[] {
  const node = rawNodeAt(document, parent);
  if (!isRawObject(node) || typeof node["$ref"] !== "string") return [];
  const ref = node["$ref"];
  const target = ref.startsWith("#/") ? rawNodeAt(document, decoded(ref.slice(1))) : undefined;
  const says = (name: string, value: RawNode): boolean =>
    isRawObject(target) && Object.hasOwn(target, name) && JSON.stringify(target[name]) === JSON.stringify(value);
  return Object.entries(node).flatMap(([name, value]) => (name === "$ref" ? [] : [{ name, isRepeated: says(name, value) }]));
}

function isSchema(pointer: Pointer): boolean {
  const [above = "", last = ""] = splitPointer(pointer).slice(-2);
  return SCHEMA_MAPS.has(above) || SCHEMA_MEMBERS.has(last);
}

function parentOf(pointer: Pointer): Pointer {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
