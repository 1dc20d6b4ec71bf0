import type { Contract } from "@surety/engine-spec/contract";
import type { Operation } from "@surety/engine-spec/api";

/** Where an API tells its version. */
export type VersionScheme = "server URL" | "path" | "header" | "query parameter" | "media type";

const SEGMENT = /^v\d+(?:[._]\d+)*(?:(?:alpha|beta|rc)\d*)?$|^\d{4}-\d{2}(?:-\d{2})?$/i;
const PARAMETER = /^(?:x-)?(?:[a-z0-9]+-)*(?:api-?version|accept-version)$|^(?:stripe|notion|anthropic|openai|square|intercom|shopify)-version$|^version$/i;

/** The version that a URL or a path shows in a segment. */
export function versionSegment(path: string): string | undefined {
  return path
    .slice(0, 2000)
    .split(/[?#]/, 1)
    .flatMap((bare) => bare.split("/"))
    .find((segment) => SEGMENT.test(segment));
}

/** Every way in which the contract tells versions, with the operations that do (none for the server's). */
export function versionMarks(contract: Contract): ReadonlyMap<VersionScheme, readonly Operation[]> {
  const marks = new Map<VersionScheme, Operation[]>();
  const add = (scheme: VersionScheme, operation: Operation): void => void (marks.get(scheme) ?? marks.set(scheme, []).get(scheme))?.push(operation);
  if (contract.api.servers.some(({ url }) => versionSegment(url) !== undefined)) marks.set("server URL", []);
  for (const operation of contract.api.operations) {
    if (versionSegment(operation.path) !== undefined) add("path", operation);
    for (const { in: place, name } of operation.parameters) {
      if (place === "header" && PARAMETER.test(name) && name.toLowerCase() !== "version") add("header", operation);
      if (place === "query" && /^api[-_]?version$/i.test(name)) add("query parameter", operation);
    }
    const media = operation.responses.flatMap(({ content }) => content.map(({ mediaType }) => mediaType));
    if (media.some((mediaType) => /\bvnd\.[^;]*[.-]v\d|;\s*version=/i.test(mediaType.slice(0, 200)))) add("media type", operation);
  }
  return marks;
}
