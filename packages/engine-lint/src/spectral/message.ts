import { printValue } from "./functions/print-value.ts";

export interface MessageValues {
  readonly property: string | number;
  readonly error: string;
  readonly path: string;
  readonly description: string | undefined;
  readonly value: unknown;
}

/** Fills `{{error}}`, `{{property}}`, `{{path}}`, `{{value}}`, `{{description}}` and `#{{print("property")}}` in. */
export function fillMessage(template: string, values: MessageValues): string {
  return template.replaceAll(/#?\{\{([^}\n]+)\}\}/g, (whole: string, inside: string) => {
    const name = inside.trim();
    if (whole.startsWith("#"))
      return name
        .split("+")
        .map((part) => evaluate(part.trim(), values))
        .join("");
    return show(name, values) ?? "";
  });
}

function show(name: string, values: MessageValues): string | undefined {
  switch (name) {
    case "property":
    case "error":
    case "path":
    case "description":
      return String(values[name]);
    case "value":
      return valueText(values.value);
    default:
      return undefined;
  }
}

/** What `#{{ … }}` may say: `print("…")`, a text, a value, each with `.toUpperCase()`. */
function evaluate(part: string, values: MessageValues): string {
  const upper = /^(.+)\.toUpperCase\(\)$/.exec(part);
  if (upper?.[1] !== undefined) return evaluate(upper[1], values).toUpperCase();
  const text = /^(["'])(.*)\1$/.exec(part);
  if (text?.[2] !== undefined) return text[2];
  const printed = /^print\(\s*(["'])(\w+)\1\s*\)$/.exec(part)?.[2];
  if (printed === "property") return values.property === "" ? "The document " : `"${values.property}" property `;
  if (printed === "value") return printValue(values.value);
  return show(printed ?? part, values) ?? "";
}

/** As JavaScript converts it; objects of a document have no prototype, and could not be converted. */
function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => (item === null ? "" : valueText(item))).join(",");
  return typeof value === "object" && value !== null ? "[object Object]" : String(value);
}
