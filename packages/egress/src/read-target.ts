import { EgressError } from "./egress-error.ts";
import { shownUrl } from "./shown-url.ts";

const MAX_CHARACTERS = 4096;
const WRITE_IT = "Write it as https://host/path, with special characters percent-encoded.";

/** One end of an HTTP exchange, read once from the text that names it. */
export interface Target {
  readonly url: URL;
  /** In lower case, without brackets and without the final dot of a full name. */
  readonly host: string;
  readonly port: number;
}

/**
 * Reads the text of an address, strictly: what parsers disagree about is refused before the one parse that counts.
 * @throws EgressError `url_invalid`, `scheme_refused`, `credentials_in_url`.
 */
export function readTarget(text: string): Target {
  const refused = (what: string): EgressError => new EgressError("url_invalid", `${shownUrl(text)} ${what}.`, { hint: WRITE_IT });
  if (text.length > MAX_CHARACTERS) throw refused(`is longer than ${MAX_CHARACTERS} characters`);
  if (/[\u0000-\u0020\u007f-\u00a0\s\p{Cc}\p{Cf}\p{Zs}\\]/u.test(text)) throw refused("has a space, a backslash or an invisible character");
  if (/^[a-z0-9.-]+:\d+(?:[/?#]|$)/i.test(text)) throw refused("lacks http:// or https://");
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) throw refused("is no address");
  if (scheme !== "http" && scheme !== "https") {
    throw new EgressError("scheme_refused", `${shownUrl(text)} is neither http nor https.`, {
      hint: "Only http and https are fetched; name a file by its path.",
    });
  }
  const authority = /^https?:\/\/([^/?#]+)/i.exec(text)?.[1];
  if (authority === undefined) throw refused("names no host");
  if (authority.includes("@")) {
    throw new EgressError("credentials_in_url", `${shownUrl(text)} has a user name or a password in it.`, {
      hint: "Leave them out of the address, and send a header instead: `Authorization: …`.",
    });
  }
  const url = parsed(text);
  if (url === null || url.username !== "" || url.password !== "") throw refused("is no address");
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (host === "" || url.port === "0") throw refused("names no host");
  url.hash = "";
  return { url, host, port: Number(url.port) || (url.protocol === "https:" ? 443 : 80) };
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
