import type { Witness } from "@surety/model/changes";
import type { Json } from "@surety/model/json";

/** A command that sends a witness to a server at `$BASE_URL`; null for what a server answers. `operation` is `POST /orders/{}`. */
export function curlOf({ subject, value, acceptedBy }: Witness, operation: string): string | null {
  if (subject.part.startsWith("response") || operation.startsWith("webhook:") || acceptedBy !== "base") return null;
  const [, method = "GET", template = "/"] = /^([A-Z]+) (\/\S*)$/.exec(operation) ?? [];
  if (!operation.includes(` ${template}`)) return null;
  switch (subject.part) {
    case "request":
      return curl(subject.method.toUpperCase(), subject.path, [...headersOf(value), ...queryOf(value)]);
    case "request-body":
      return curl(method, filled(template), [
        `-H ${quoted(`Content-Type: ${subject.mediaType}`)}`,
        `--data-raw ${quoted(subject.mediaType.includes("json") ? JSON.stringify(value) : textOf(value))}`,
      ]);
    case "parameter": {
      const pair = `${subject.name}=${textOf(value)}`;
      if (subject.in === "query") return curl(method, filled(template), ["-G", `--data-urlencode ${quoted(pair)}`]);
      if (subject.in === "querystring") return curl(method, filled(template), ["-G", ...fieldsOf(value)]);
      if (subject.in === "header") return curl(method, filled(template), [`-H ${quoted(`${subject.name}: ${textOf(value)}`)}`]);
      if (subject.in === "cookie") return curl(method, filled(template), [`-b ${quoted(pair)}`]);
      return curl(method, template.replace("{}", encodeURIComponent(textOf(value))).replaceAll("{}", "1"), []);
    }
    default:
      return null;
  }
}

function curl(method: string, path: string, rest: readonly string[]): string {
  return [`curl -X ${method} "$BASE_URL"${quoted(path)}`, ...rest].join(" \\\n  ");
}

function headersOf(value: Json): string[] {
  const type = memberOf(value, "contentType");
  return typeof type === "string" ? [`-H ${quoted(`Content-Type: ${type}`)}`] : [];
}

function queryOf(value: Json): string[] {
  const query = memberOf(value, "query");
  return typeof query === "string" ? ["-G", `-d ${quoted(query)}`] : [];
}

/** The members of a value as fields of a form, which is how a query is written; any other value as it is. */
function fieldsOf(value: Json): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [`--data-urlencode ${quoted(textOf(value))}`];
  return Object.entries(value).flatMap(([name, member]) =>
    (Array.isArray(member) ? member : [member]).map((one) => `--data-urlencode ${quoted(`${name}=${textOf(one)}`)}`),
  );
}

function memberOf(value: Json, name: string): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

const filled = (template: string): string => template.replaceAll("{}", "1");
const textOf = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
