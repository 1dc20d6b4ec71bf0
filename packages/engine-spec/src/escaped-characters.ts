/** A printable ASCII character in JSON or YAML that is not written as itself, or a text that goes on in the next line. */
const ESCAPE = /\\(?:(?:x|u00|U000000)(?<code>[2-7][\da-f])|\r?\n)/gi;

/** Which characters of printable ASCII the source of a document writes by their codes; `\n` when one of its texts is written on two lines. */
export function escapedCharacters(source: string): ReadonlySet<string> {
  const codes = new Set<string | undefined>();
  for (const { groups } of source.matchAll(ESCAPE)) codes.add(groups?.["code"]?.toLowerCase());
  return new Set([...codes].map((code) => (code === undefined ? "\n" : String.fromCharCode(Number.parseInt(code, 16)))));
}
