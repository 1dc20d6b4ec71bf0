import { readOperation, type OperationEntry } from "./operations.ts";
import { isRaw, listOf, member, type Raw, resolve, textOf } from "./raw.ts";
import { summarizeSchema } from "./schema-summary.ts";

const MAX_DEPTH = 6;

/** A small value of a schema: its example where it has one, required members otherwise. */
export function sampleOf(document: Raw, written: unknown, depth = 0): unknown {
  const { node } = resolve(document, written);
  for (const keyword of ["example", "default", "const"]) {
    const given = member(node, keyword);
    if (given !== undefined) return given;
  }
  const [given = listOf(node, "enum")[0]] = listOf(node, "examples");
  if (given !== undefined) return given;
  if (depth >= MAX_DEPTH) return null;
  const [option] = [...listOf(node, "oneOf"), ...listOf(node, "anyOf")];
  const { properties } = summarizeSchema(document, node);
  if (properties.length > 0) {
    const needed = properties.filter(({ required }) => required);
    return Object.fromEntries(
      (needed.length > 0 ? needed : properties.slice(0, 3)).map(({ name, schema }) => [name, sampleOf(document, schema, depth + 1)]),
    );
  }
  if (option !== undefined) return sampleOf(document, option, depth + 1);
  return sampleOfType(document, node, depth);
}

const formats: Partial<Record<string, string>> = {
  "date-time": "2026-01-31T12:00:00Z",
  date: "2026-01-31",
  uuid: "0b9f4e0e-6d0a-4d6c-9a5e-3c1f2b7a8d90",
  email: "ada@example.com",
  uri: "https://example.com",
};

function sampleOfType(document: Raw, node: unknown, depth: number): unknown {
  const type = member(node, "type");
  switch (Array.isArray(type) ? type[0] : type) {
    case "array": {
      const items = member(node, "items");
      return items === undefined ? [] : [sampleOf(document, items, depth + 1)];
    }
    case "integer":
    case "number":
      return member(node, "minimum") ?? 1;
    case "boolean":
      return true;
    case "null":
      return null;
    case "object":
      return {};
    default:
      return formats[textOf(node, "format") ?? ""] ?? "…";
  }
}

/** The call as a curl command that can be pasted into a shell. */
export function curlFor(document: Raw, operation: OperationEntry, origin: string): string {
  const { parameters, body } = readOperation(document, operation);
  const needed = parameters.filter((parameter) => parameter.required);
  let path = operation.path;
  const query = new URLSearchParams();
  const lines: string[] = [];
  for (const parameter of needed) {
    const sample = sampleOf(document, parameter.schema);
    const value =
      typeof sample === "string" && sample !== "…" ? sample : typeof sample === "string" ? parameter.name : JSON.stringify(sample);
    if (parameter.in === "path") path = path.replaceAll(`{${parameter.name}}`, encodeURIComponent(value));
    else if (parameter.in === "query") query.set(parameter.name, value);
    else if (parameter.in === "header") lines.push(`-H ${quote(`${parameter.name}: ${value}`)}`);
  }
  lines.push('-H "Authorization: Bearer $SURETY_TOKEN"');
  const content = body?.content[0];
  if (content) {
    lines.push(`-H ${quote(`Content-Type: ${content.mediaType}`)}`);
    const sample = content.example ?? sampleOf(document, content.schema);
    const whole = isRaw(sample) && Object.keys(sample).length === 0;
    lines.push(whole ? "--data-binary @openapi.json" : `-d ${quote(JSON.stringify(sample))}`);
  }
  const address = `${origin}${path}${query.size > 0 ? `?${query}` : ""}`;
  const method = operation.method === "GET" ? "" : `-X ${operation.method} `;
  return [`curl ${method}${quote(address)}`, ...lines].join(" \\\n  ");
}

/** Quoted for a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
