import { isRawObject } from "@surety/engine-spec/raw-nodes";
import type { RawNode, RawObject } from "@surety/engine-spec/contract";
import { joinPointer, type Pointer, splitPointer } from "@surety/model/pointer";
import { rawNodeAt } from "../raw-node-at.ts";
import type { Edit } from "./edit.ts";
import type { RuleFix } from "./rule-fix.ts";

const METHOD = /^(?:get|put|post|delete|options|head|patch|trace|query)$/;

const withoutTrailingSlash = (placeOf: (pointer: Pointer) => Pointer): RuleFix => ({
  summary: "take the slash at the end of server addresses away: paths begin with one",
  changesContract: true,
  edits: (document, findings) =>
    findings.flatMap(({ pointer }) => {
      const at = placeOf(pointer);
      const url = rawNodeAt(document, at);
      const value = typeof url === "string" ? url.replace(/\/$/, "") : "";
      return /[^:/]$/.test(value) ? [{ op: "set", pointer: at, value }] : [];
    }),
});

/** Path parameters are required whatever is written: OpenAPI demands to say so. */
const requirePathParameters = (document: RawObject, pointer: Pointer): Edit[] => {
  const parameter = rawNodeAt(document, pointer);
  if (!isRawObject(parameter) || parameter["in"] !== "path" || parameter["required"] === true) return [];
  return "required" in parameter
    ? [{ op: "set", pointer: `${pointer}/required`, value: true }]
    : [{ op: "add-member", pointer, name: "required", value: true }];
};

/** Parameters that the template of an operation's path has, and that nothing declares. None where a declared one may be meant. */
function declareParameters(document: RawObject, pointer: Pointer): Edit[] {
  const [root, path, method, ...rest] = splitPointer(pointer);
  if (root !== "paths" || path === undefined || method === undefined || !METHOD.test(method) || rest.length > 0) return [];
  const own = `${pointer}/parameters`;
  const listed = [rawNodeAt(document, joinPointer("", "paths", path, "parameters")), rawNodeAt(document, own)];
  const declared = listed.flatMap((list) => (Array.isArray(list) ? list : [])).map((each) => resolved(document, each));
  const names = new Set(declared.flatMap((each) => (isRawObject(each) && each["in"] === "path" ? [each["name"]] : [])));
  const templated = [...new Set([...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? ""))];
  if (declared.some((each) => each === undefined) || [...names].some((name) => !templated.some((each) => each === name))) return [];
  const schema = document["swagger"] === undefined ? { schema: { type: "string" } } : { type: "string" };
  const added = templated.filter((name) => !names.has(name)).map((name): RawObject => ({ name, in: "path", required: true, ...schema }));
  if (Array.isArray(rawNodeAt(document, own))) return added.map((value) => ({ op: "add-item", pointer: own, value }));
  return added.length === 0 ? [] : [{ op: "add-member", pointer, name: "parameters", value: added }];
}

function resolved(document: RawObject, node: RawNode): RawNode | undefined {
  const ref = isRawObject(node) ? node["$ref"] : undefined;
  if (typeof ref !== "string") return node;
  return ref.startsWith("#/") ? rawNodeAt(document, decodeURIComponent(ref.slice(1))) : undefined;
}

const declarePathParameters: RuleFix = {
  summary: "declare the parameters that a path has, as required strings",
  changesContract: true,
  edits: (document, findings) => unique(findings).flatMap((pointer) => declareParameters(document, pointer)),
};

const PHRASES: Readonly<Record<string, string>> = {
  "200": "OK",
  "201": "Created",
  "202": "Accepted",
  "204": "No content",
  "301": "Moved permanently",
  "302": "Found",
  "303": "See other",
  "304": "Not modified",
  "307": "Temporary redirect",
  "308": "Permanent redirect",
  "400": "Bad request",
  "401": "Unauthorized",
  "403": "Forbidden",
  "404": "Not found",
  "405": "Method not allowed",
  "406": "Not acceptable",
  "409": "Conflict",
  "410": "Gone",
  "412": "Precondition failed",
  "413": "Content too large",
  "415": "Unsupported media type",
  "422": "Unprocessable content",
  "429": "Too many requests",
  "500": "Internal server error",
  "502": "Bad gateway",
  "503": "Service unavailable",
  "504": "Gateway timeout",
  default: "Any other response",
};
const CLASSES: Readonly<Record<string, string>> = {
  "1": "Informational",
  "2": "Success",
  "3": "Redirection",
  "4": "Client error",
  "5": "Server error",
};

/** A response must have a description; what its status is called is one. */
function describeResponse(document: RawObject, pointer: Pointer): Edit[] {
  const [responses, status = ""] = splitPointer(pointer).slice(-2);
  const response = rawNodeAt(document, pointer);
  const value = PHRASES[status] ?? (/^[1-5](?:\d\d|XX)$/.test(status) ? CLASSES[status.charAt(0)] : undefined);
  if (responses !== "responses" || value === undefined || !isRawObject(response) || "description" in response || "$ref" in response)
    return [];
  return [{ op: "add-member", pointer, name: "description", value }];
}

const completeStructure: RuleFix = {
  summary:
    "write what the specification demands and what is beyond doubt: path parameters are required, responses are called by their status",
  edits: (document, findings) =>
    unique(findings).flatMap((pointer) => [...describeResponse(document, pointer), ...requirePathParameters(document, pointer)]),
};

/** Only those that are the same in every respect. */
const dropRepeatedParameters: RuleFix = {
  summary: "list each parameter once",
  edits: (document, findings) =>
    unique(findings).flatMap((pointer) => {
      const tokens = splitPointer(pointer);
      const list = rawNodeAt(document, joinPointer("", ...tokens.slice(0, -1)));
      const index = Number(tokens.at(-1));
      if (!Array.isArray(list) || !Number.isInteger(index)) return [];
      const text = JSON.stringify(list[index]);
      return list.slice(0, index).some((each) => JSON.stringify(each) === text) ? [{ op: "remove", pointer }] : [];
    }),
};

const declareUsedTags: RuleFix = {
  summary: "declare the tags that operations use",
  edits(document) {
    const tags = usedTags(document).map((name): RawObject => ({ name }));
    const declared = document["tags"];
    if (tags.length === 0 || (Array.isArray(declared) && declared.length > 0)) return [];
    if (Array.isArray(declared)) return tags.map((value) => ({ op: "add-item", pointer: "/tags", value }));
    return declared === undefined ? [{ op: "add-member", pointer: "", name: "tags", value: tags }] : [];
  },
};

function usedTags({ paths }: RawObject): string[] {
  const used = new Set<string>();
  for (const item of isRawObject(paths) ? Object.values(paths) : []) {
    for (const [method, operation] of isRawObject(item) ? Object.entries(item) : []) {
      const tags = METHOD.test(method) && isRawObject(operation) ? operation["tags"] : undefined;
      for (const tag of Array.isArray(tags) ? tags : []) if (typeof tag === "string") used.add(tag);
    }
  }
  return [...used];
}

const nameXmlNodes: RuleFix = {
  summary: "write `xml.attribute` as `xml.nodeType: attribute`, as OpenAPI 3.2 has it",
  edits: (document, findings) =>
    unique(findings).flatMap((pointer) => {
      const xml = rawNodeAt(document, pointer);
      if (!isRawObject(xml) || xml["attribute"] !== true || "nodeType" in xml) return [];
      const { attribute: _, ...rest } = xml;
      return [{ op: "set", pointer, value: { ...rest, nodeType: "attribute" } }];
    }),
};

function unique(findings: readonly { readonly pointer: Pointer }[]): Pointer[] {
  return [...new Set(findings.map(({ pointer }) => pointer))];
}

/** Fixes of what the specification decides. */
export const structureFixes: readonly (readonly [rule: string, fix: RuleFix])[] = [
  ["oas3-server-trailing-slash", withoutTrailingSlash((pointer) => pointer)],
  ["oas2-host-trailing-slash", withoutTrailingSlash(() => "/host")],
  ["surety-path-parameters-match", declarePathParameters],
  [
    "path-params",
    {
      summary: "declare the parameters that a path has, as required strings, and say of those that are declared that they are required",
      changesContract: true,
      edits: (document, findings) =>
        unique(findings).flatMap((pointer) => [...declareParameters(document, pointer), ...requirePathParameters(document, pointer)]),
    },
  ],
  ["oas3-schema", completeStructure],
  ["oas2-schema", completeStructure],
  ["operation-parameters", dropRepeatedParameters],
  ["surety-document/duplicate-parameter", dropRepeatedParameters],
  ["openapi-tags", declareUsedTags],
  ["oas3_2-no-deprecated-xml-attribute", nameXmlNodes],
];
