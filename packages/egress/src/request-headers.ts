import { EgressError } from "./egress-error.ts";

/** What another origin is told too: none of it says who asks. */
const INNOCENT = new Set(["accept", "accept-language", "content-type", "user-agent"]);
/** What a connection is run by. */
const RESERVED = new Set(
  "host connection content-length transfer-encoding keep-alive upgrade te trailer expect accept-encoding http2-settings".split(" "),
);
const MAX_CHARACTERS = 16_384;

/**
 * The headers to send, by names in lower case; after another origin was entered, without credentials.
 * @throws EgressError `header_refused`, which never says a value.
 */
export function requestHeaders(given: Readonly<Record<string, string>>, leftOrigin: boolean): Record<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(given)) {
    const refused = (what: string): EgressError =>
      new EgressError("header_refused", `The header ${JSON.stringify(name.slice(0, 100))} ${what}.`, {
        hint: "Write it as `Name: value`.",
      });
    const key = name.toLowerCase();
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(key)) throw refused("has no name that HTTP allows");
    if (RESERVED.has(key) || key.startsWith("proxy-")) throw refused("is set by Surety itself");
    if (!/^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value))
      throw refused("has a line break or a character in its value that HTTP does not allow");
    if (value.length > MAX_CHARACTERS) throw refused(`is longer than ${MAX_CHARACTERS} characters`);
    if (headers.has(key)) throw refused("is given twice");
    if (!leftOrigin || INNOCENT.has(key)) headers.set(key, value);
  }
  return Object.fromEntries(headers);
}
