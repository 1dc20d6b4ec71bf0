/** When an operation began to end, and when it will have ended (RFC 9745, RFC 8594). */
export interface Deprecation {
  /** The day since which another way is the right one, as 2027-01-31. */
  readonly since: string;
  /** The first day on which it may be gone; at least six months after `since`. */
  readonly sunset?: string;
  /** The page that says what to do instead. */
  readonly link: string;
}

/** The headers of every answer of a deprecated operation. */
export function deprecationHeaders({ since, sunset, link }: Deprecation): Readonly<Record<string, string>> {
  return {
    deprecation: `@${Date.parse(since) / 1000}`,
    ...(sunset === undefined ? {} : { sunset: new Date(sunset).toUTCString() }),
    link: `<${link}>; rel="deprecation"; type="text/html"`,
  };
}
