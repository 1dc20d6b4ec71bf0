export interface PathSegment {
  readonly text: string;
  /** The whole segment is one parameter, `{id}`. */
  readonly isParameter: boolean;
  /** Path up to and including the segment, parameters anonymous: the same for all paths that go on from here. */
  readonly prefix: string;
}

/** What is longer is no path that anyone serves; prefixes of prefixes would fill the memory. */
const MAX_PATH_LENGTH = 2000;

/** The segments of a path template; empty ones (a trailing slash) are left out. */
export function pathSegments(path: string): PathSegment[] {
  const segments: PathSegment[] = [];
  let prefix = "";
  for (const text of path.slice(0, MAX_PATH_LENGTH).split("/")) {
    if (text === "") continue;
    prefix += `/${text.replaceAll(/\{[^{}]*\}/g, "{}")}`;
    segments.push({ text, isParameter: /^\{[^{}]*\}$/.test(text), prefix });
  }
  return segments;
}

/** Parameters that continue a path instead of naming an item. */
const CONTINUATIONS = new Set(["{path}", "{ref}", "{basehead}", "{file}", "{filename}", "{version}"]);

/** Whether a parameter stands for the rest of a path (`/proxy/{path}`), and not for one of many. */
export function continuesPath({ text }: PathSegment): boolean {
  return CONTINUATIONS.has(text);
}
