import type { Dialect } from "@surety/model/contracts";
import type { RawNode, RawObject } from "./contract.ts";
import { UnreadableSource } from "./source-note.ts";

const SEND_OPENAPI = "Send an OpenAPI 3.0, 3.1 or 3.2 or Swagger 2.0 document.";

/** Which OpenAPI or Swagger a document is. Throws {@link UnreadableSource} that names what it is instead. */
export function recognizeDialect(document: RawNode): { readonly dialect: Dialect; readonly root: RawObject } {
  if (document === null) throw notAContract("The document is empty.", SEND_OPENAPI);
  if (Array.isArray(document))
    throw notAContract(
      looksLikePostmanList(document) ? "This is an export of several collections, not a contract." : "This is a list, not a contract.",
      SEND_OPENAPI,
    );
  if (typeof document !== "object")
    throw notAContract(
      `This is plain ${typeof document === "string" ? "text" : `data (a ${typeof document})`}, not a contract.`,
      SEND_OPENAPI,
    );
  const dialect = dialectOf(document);
  requirePaths(document, dialect);
  return { dialect, root: document };
}

function dialectOf(root: RawObject): Dialect {
  if ("openapi" in root) {
    const version = root["openapi"];
    if (typeof version === "number" && Math.floor(version) !== 3) throw unsupportedOpenApi(String(version));
    if (typeof version !== "string") {
      throw new UnreadableSource({
        code: "unsupported-version",
        pointer: "/openapi",
        offset: 0,
        message: `\`openapi\` is ${describe(version)}, not a version in text.`,
        hint: 'Write it in quotes, for example openapi: "3.1.0".',
      });
    }
    const minor = /^3\.([012])(?:\.|$|-)/.exec(version.trim())?.[1];
    if (minor === "0") return "openapi-3.0";
    if (minor === "1") return "openapi-3.1";
    if (minor === "2") return "openapi-3.2";
    throw unsupportedOpenApi(version);
  }
  if ("swagger" in root) {
    const version = root["swagger"];
    if (version === "2.0" || version === 2) return "swagger-2.0";
    throw new UnreadableSource({
      code: "unsupported-version",
      pointer: "/swagger",
      offset: 0,
      message: `Swagger ${typeof version === "string" || typeof version === "number" ? String(version).slice(0, 40) : ""} is not read here.`,
      hint: "Swagger 2.0 is. Convert older documents with a Swagger converter.",
    });
  }
  throw notAContract(...nameOther(root));
}

function unsupportedOpenApi(version: string): UnreadableSource {
  return new UnreadableSource({
    code: "unsupported-version",
    pointer: "/openapi",
    offset: 0,
    message: `OpenAPI ${version.slice(0, 40)} is not read here.`,
    hint: "OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0 are.",
  });
}

function requirePaths(root: RawObject, dialect: Dialect): void {
  if ("paths" in root) return;
  if (dialect !== "swagger-2.0" && dialect !== "openapi-3.0" && ("webhooks" in root || "components" in root)) return;
  throw notAContract(
    "The document has no `paths`: it describes no operation.",
    dialect === "openapi-3.0" || dialect === "swagger-2.0"
      ? "Add `paths`; `paths: {}` is enough for a start."
      : "Add `paths`, `webhooks` or `components`.",
  );
}

function nameOther(root: RawObject): [message: string, hint: string] {
  const text = (name: string): string => (typeof root[name] === "string" ? root[name] : "");
  const object = (name: string): RawObject | undefined => {
    const value = root[name];
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  };
  if ("asyncapi" in root) return ["This is an AsyncAPI document: it describes messages, not an HTTP API.", SEND_OPENAPI];
  if ("arazzo" in root)
    return [
      "This is an Arazzo document: it describes workflows over APIs.",
      "Send the OpenAPI documents that its sourceDescriptions name.",
    ];
  if ("overlay" in root) return ["This is an OpenAPI Overlay: it changes another document.", "Apply it, and send the result."];
  if ("swaggerVersion" in root) return ["This is a Swagger 1.x document.", "Convert it to OpenAPI 3 and send that."];
  if ("raml" in root) return ["This is a RAML document.", SEND_OPENAPI];
  if (
    text("_type") === "export" ||
    "_postman_id" in (object("info") ?? {}) ||
    mentions(object("info")?.["schema"], "getpostman.com") ||
    ("info" in root && Array.isArray(root["item"]))
  ) {
    return [
      "This is a collection of requests (Postman or similar), not a contract.",
      "Export the API definition, or convert the collection to OpenAPI, and send that.",
    ];
  }
  if (Array.isArray(object("log")?.["entries"])) return ["This is a HAR recording of traffic, not a contract.", SEND_OPENAPI];
  if ("__schema" in root || "__schema" in (object("data") ?? {})) return ["This is a GraphQL schema, not an HTTP contract.", SEND_OPENAPI];
  if ("rules" in root || "extends" in root)
    return ["This looks like a ruleset for a linter, not a contract.", "Pass it as a ruleset, and send the OpenAPI document here."];
  if (
    "$schema" in root ||
    "$defs" in root ||
    "definitions" in root ||
    (("type" in root || "anyOf" in root || "allOf" in root || "oneOf" in root) &&
      ("properties" in root || "items" in root || "required" in root))
  ) {
    return ["This is a JSON Schema alone: it describes data, not operations.", "Send the OpenAPI document that uses it."];
  }
  if (text("apiVersion") !== "" && text("kind") !== "")
    return [`This is a Kubernetes manifest (${text("kind").slice(0, 40)}), not a contract.`, SEND_OPENAPI];
  if ("lockfileVersion" in root || ("name" in root && "dependencies" in root))
    return ["This is a package manifest, not a contract.", SEND_OPENAPI];
  if ("paths" in root)
    return [
      "The document has `paths` but does not say which version of OpenAPI it is.",
      'Add `openapi: "3.1.0"` (or the version that it follows) at the top.',
    ];
  const names = Object.keys(root)
    .slice(0, 4)
    .map((name) => `\`${name.slice(0, 30)}\``);
  return [
    `This is not a contract: it has neither \`openapi\` nor \`swagger\`${names.length > 0 ? `, but ${names.join(", ")}` : ""}.`,
    SEND_OPENAPI,
  ];
}

/** What a text is that is neither JSON nor YAML of use, by how it begins. */
export function recognizeForeignText(text: string): UnreadableSource | undefined {
  const start = text.slice(0, 4000).trimStart();
  if (start === "")
    return new UnreadableSource({
      code: "empty",
      pointer: "",
      offset: 0,
      message: text === "" ? "The document is empty." : "The document contains nothing but blanks.",
      hint: "Check that the export wrote the file.",
    });
  if (/^<!doctype html|^<html|^<head|^<body/i.test(start)) {
    const title = /<title[^>]*>([^<]{1,80})/i.exec(text.slice(0, 20000))?.[1]?.trim();
    return notAContract(
      `This is an HTML page${title ? ` (“${title}”)` : ""}, not a contract: often the sign-in page of the server that it was fetched from.`,
      "Fetch the document with the credentials that its address needs, or export it from the code.",
    );
  }
  if (/^<\?xml|^<[A-Za-z][\w:.-]*[\s>]/.test(start))
    return notAContract(
      /wsdl/i.test(start) ? "This is a WSDL document (SOAP), not an HTTP contract." : "This is XML, not a contract.",
      SEND_OPENAPI,
    );
  if (
    /^(?:"""[\s\S]*?"""\s*)?(?:extend\s+)?(?:type|schema|scalar|interface|union|enum|input|directive)\b[^:\n]*[{@=\n]/.test(
      start.replace(/^(?:#.*\n\s*)+/, ""),
    ) &&
    /\{/.test(start)
  )
    return notAContract("This is a GraphQL schema, not an HTTP contract.", SEND_OPENAPI);
  if (/^syntax\s*=\s*["']proto[23]["']/m.test(start))
    return notAContract("This is a Protocol Buffers file, not an HTTP contract.", SEND_OPENAPI);
  if (/^#%RAML/.test(start)) return notAContract("This is a RAML document.", SEND_OPENAPI);
  if (/^version https:\/\/git-lfs/.test(start))
    return notAContract("This is a Git LFS pointer: the file itself was not fetched.", "Run `git lfs pull` and send the file.");
  if (/^<{7} /m.test(start)) return notAContract("The document contains Git conflict markers.", "Resolve the merge conflict first.");
  return undefined;
}

function notAContract(message: string, hint: string): UnreadableSource {
  return new UnreadableSource({ code: "not-a-contract", pointer: "", offset: 0, message, hint });
}

function mentions(value: RawNode | undefined, text: string): boolean {
  return typeof value === "string" && value.includes(text);
}

function looksLikePostmanList(list: readonly RawNode[]): boolean {
  const [first] = list;
  return typeof first === "object" && first !== null && !Array.isArray(first) && "item" in first;
}

function describe(value: RawNode | undefined): string {
  return value === null
    ? "null"
    : Array.isArray(value)
      ? "a list"
      : typeof value === "object"
        ? "an object"
        : `the ${typeof value} ${String(value)}`;
}
