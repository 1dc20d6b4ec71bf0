import { CliError } from "./cli-error.ts";
import { isUrl } from "./is-url.ts";

/**
 * Reads what `--header` says, `Name: value`, for the documents of one command. Values appear in no message.
 * @throws CliError when one is no header, or when the documents are at different origins: none gets what is for another.
 */
export function documentHeaders(texts: readonly string[], references: readonly (string | undefined)[]): Record<string, string> {
  const headers = texts.map((text, index) => {
    const found = /^\s*(?<name>[^\s:]+)\s*:(?<value>.*)$/su.exec(text)?.groups;
    if (found?.["name"] !== undefined) return [found["name"], (found["value"] ?? "").trim()] as const;
    throw new CliError(`The ${texts.length === 1 ? "" : `${index + 1}. `}--header is not of the form \`Name: value\`.`, {
      code: "header_invalid",
      hint: "For example `--header 'Authorization: Bearer …'`.",
    });
  });
  const origins = new Set(references.flatMap((reference) => (reference !== undefined && isUrl(reference) ? [originOf(reference)] : [])));
  if (headers.length > 0 && origins.size > 1) {
    throw new CliError(`--header is for one server, and the documents are at ${[...origins].join(" and ")}.`, {
      code: "header_ambiguous",
      hint: "Download the one that needs it first, with `curl -fsS -o base.json …`, and name the file.",
    });
  }
  return Object.fromEntries(headers);
}

function originOf(reference: string): string {
  try {
    return new URL(reference).origin;
  } catch {
    return reference;
  }
}
