import type { RawNode, RawObject } from "@surety/engine-spec/contract";
import { joinPointer, type Pointer, splitPointer } from "@surety/model/pointer";
import type { Edit } from "./edit.ts";
import { rawNodeAt } from "../raw-node-at.ts";
import { freeOperationId } from "../suggest-operation-id.ts";
import type { RuleFix } from "./rule-fix.ts";
import { keepSiblings } from "./ref-siblings-fix.ts";
import { structureFixes } from "./structure-fixes.ts";

const addOperationIds: RuleFix = {
  summary: "give each operation an operationId made from its method and path",
  edits(document, findings) {
    const taken = operationIds(document);
    return findings.flatMap(({ pointer }) => {
      const [path, method] = splitPointer(pointer).slice(-2);
      const operation = rawNodeAt(document, pointer);
      if (path === undefined || method === undefined || !isObject(operation) || "operationId" in operation) return [];
      const value = freeOperationId(method.toUpperCase(), path, taken);
      taken.add(value);
      return [{ op: "add-member", pointer, name: "operationId", value }];
    });
  },
};

const removeWhatIsFound = (summary: string): RuleFix => ({
  summary,
  edits: (_, findings) => findings.map(({ pointer }) => ({ op: "remove", pointer })),
});

/** By the name of the rule. A rule that is not here needs a person. */
export const fixTable: ReadonlyMap<string, RuleFix> = new Map<string, RuleFix>([
  ...structureFixes,
  ["surety-operation-id-present", addOperationIds],
  ["operation-operationId", addOperationIds],
  [
    "surety-no-content-is-empty",
    {
      summary: "take the body of responses away that cannot have one (RFC 9110, section 15.3.5)",
      changesContract: true,
      edits: (document, findings) =>
        findings.flatMap(({ pointer }) => {
          const tokens = splitPointer(pointer);
          const content = tokens.lastIndexOf("content");
          const at = content === -1 ? joinPointer(pointer, "schema") : joinPointer("", ...tokens.slice(0, content + 1));
          return rawNodeAt(document, at) === undefined ? [] : [{ op: "remove", pointer: at }];
        }),
    },
  ],
  ["no-$ref-siblings", keepSiblings],
  [
    "duplicated-entry-in-enum",
    {
      summary: "keep each value of an enum once",
      edits: (document, findings) => findings.flatMap(({ pointer }) => duplicates(document, pointer)),
    },
  ],
  [
    "openapi-tags-uniqueness",
    {
      summary: "keep the first of tags with one name",
      edits: (_, findings) =>
        findings.map(({ pointer }) => ({ op: "remove", pointer: joinPointer("", ...splitPointer(pointer).slice(0, 2)) })),
    },
  ],
  [
    "openapi-tags-alphabetical",
    {
      summary: "sort the tags by name",
      edits(document) {
        const tags = document["tags"];
        if (!Array.isArray(tags)) return [];
        const name = (index: number) => {
          const tag = tags[index];
          return isObject(tag) && typeof tag["name"] === "string" ? tag["name"].toLowerCase() : "";
        };
        const order = tags.map((_, index) => index).sort((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : a - b));
        return order.every((from, to) => from === to) ? [] : [{ op: "reorder", pointer: "/tags", order }];
      },
    },
  ],
  [
    "operation-tag-defined",
    {
      summary: "declare the tags that operations use",
      edits(document, findings) {
        const names = new Set(findings.map(({ pointer }) => rawNodeAt(document, pointer)).filter((name) => typeof name === "string"));
        const tags = [...names].map((name) => ({ name }));
        if (!Array.isArray(document["tags"]))
          return tags.length === 0 ? [] : [{ op: "add-member", pointer: "", name: "tags", value: tags }];
        return tags.map((value) => ({ op: "add-item", pointer: "/tags", value }));
      },
    },
  ],
  ["oas3-unused-component", removeWhatIsFound("take components away that nothing refers to")],
  ["oas2-unused-definition", removeWhatIsFound("take definitions away that nothing refers to")],
  [
    "array-items",
    {
      summary: "say of arrays that their items may be anything, as the specification demands",
      edits: (document, findings) =>
        findings.flatMap(({ pointer }) => {
          const schema = rawNodeAt(document, pointer);
          return isObject(schema) && !("items" in schema) ? [{ op: "add-member", pointer, name: "items", value: {} }] : [];
        }),
    },
  ],
]);

function duplicates(document: RawObject, pointer: Pointer): Edit[] {
  const values = rawNodeAt(document, pointer);
  if (!Array.isArray(values)) return [];
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    const text = JSON.stringify(value);
    if (!seen.has(text)) {
      seen.add(text);
      return [];
    }
    return [{ op: "remove", pointer: joinPointer(pointer, index) }];
  });
}

function operationIds(document: RawObject): Set<string> {
  const ids = new Set<string>();
  const paths = document["paths"];
  if (!isObject(paths)) return ids;
  for (const item of Object.values(paths)) {
    if (!isObject(item)) continue;
    for (const operation of Object.values(item))
      if (isObject(operation) && typeof operation["operationId"] === "string") ids.add(operation["operationId"]);
  }
  return ids;
}

function isObject(node: RawNode | undefined): node is RawObject {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}
