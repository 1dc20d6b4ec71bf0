const SECRET = /token|key|sig|secret|pass|auth|cred|code|session/i;
const LONGEST_VALUE = 40;
const LONGEST_URL = 300;

/** An address as messages name it: printable, without user information, and without what may be secret in its query. */
export function shownUrl(text: string): string {
  const bare = text
    .slice(0, 4096)
    .replace(/#.*$/su, "")
    .replace(/^([a-z][a-z0-9+.-]*:[\\/]*)[^/\\?#]*@/i, "$1…@")
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "\uFFFD");
  const [path = "", ...rest] = bare.split("?");
  const query = rest.join("?");
  const shown = query === "" ? path : `${path}?${query.split("&").map(shownParameter).join("&")}`;
  return shown.length > LONGEST_URL ? `${shown.slice(0, LONGEST_URL)}…` : shown;
}

function shownParameter(parameter: string): string {
  const at = parameter.indexOf("=");
  const name = at === -1 ? parameter : parameter.slice(0, at);
  const value = at === -1 ? "" : parameter.slice(at + 1);
  if (at === -1) return name.length > LONGEST_VALUE ? "…" : name;
  return `${name}=${SECRET.test(name) || value.length > LONGEST_VALUE ? "…" : value}`;
}
