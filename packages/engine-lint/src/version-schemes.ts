import type { Contract } from "@surety/engine-spec/contract";
import type { Parameter } from "@surety/engine-spec/api";
import { contractPaths } from "./contract-paths.ts";

/** Where an API tells its version. */
export type VersionScheme = "server URL" | "path" | "header" | "query parameter" | "media type";

const SEGMENT = /^v\d+(?:[._]\d+)*(?:(?:alpha|beta|rc)\d*)?$|^\d{4}-\d{2}(?:-\d{2})?$/i;
const HEADER =
  /^header (?:[a-z0-9]+-){0,4}(?:api-?version|accept-version)$|^header (?:stripe|notion|anthropic|openai|square|intercom|shopify)-version$/i;
const QUERY = /^query api[-_]?version$/i;

/** The version that a URL or a path shows in a segment. */
export function versionSegment(path: string): string | undefined {
  return path
    .slice(0, 2000)
    .split(/[?#]/, 1)
    .flatMap((bare) => bare.split("/"))
    .find((segment) => SEGMENT.test(segment));
}

const known = new WeakMap<Contract, ReadonlySet<VersionScheme>>();

/** Every way in which requests of the contract tell a version. */
export function versionSchemes(contract: Contract): ReadonlySet<VersionScheme> {
  const schemes = known.get(contract) ?? findSchemes(contract);
  known.set(contract, schemes);
  return schemes;
}

function findSchemes(contract: Contract): Set<VersionScheme> {
  const { servers, operations } = contract.api;
  const schemes = new Set<VersionScheme>();
  if (servers.some(({ url }) => versionSegment(url) !== undefined)) schemes.add("server URL");
  if (contractPaths(contract).some(({ path }) => versionSegment(path) !== undefined)) schemes.add("path");
  const parameters = new Set<Parameter>();
  const mediaTypes = new Set<string>();
  for (const operation of operations) {
    for (const parameter of operation.parameters) parameters.add(parameter);
    for (const { content } of operation.responses) for (const { mediaType } of content) mediaTypes.add(mediaType);
  }
  for (const parameter of new Set([...parameters].map(({ in: place, name }) => `${place} ${name}`))) {
    if (HEADER.test(parameter)) schemes.add("header");
    if (QUERY.test(parameter)) schemes.add("query parameter");
  }
  if ([...mediaTypes].some((mediaType) => /\bvnd\.[^;]*[.-]v\d|;\s*version=/i.test(mediaType.slice(0, 200)))) schemes.add("media type");
  return schemes;
}
