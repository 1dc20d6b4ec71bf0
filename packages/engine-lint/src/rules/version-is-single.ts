import { contractPaths } from "../contract-paths.ts";
import { declares } from "../declares.ts";
import type { Rule } from "../rule.ts";
import { versionSchemes, versionSegment } from "../version-schemes.ts";

export const versionIsSingle: Rule = {
  name: "surety-version-is-single",
  severity: "warning",
  summary: "The version is told in one place only, and by all operations.",
  why: "With a version in the URL and another in a header, nobody knows which one wins, and the combinations that nobody tested are the ones that customers find.",
  bad: `servers: [{url: https://api.example.com/v1}]
paths:
  /v2/orders:
    get: {responses: {"200": {description: Orders}}}
`,
  good: `servers: [{url: https://api.example.com}]
paths:
  /v2/orders:
    get: {responses: {"200": {description: Orders}}}
`,
  fix: "Keep the scheme that most operations use; accept the other for a while, undocumented. Each major version has a contract of its own.",
  source: "https://google.aip.dev/185",
  *check(contract) {
    const schemes = versionSchemes(contract);
    if (schemes.size > 1) {
      yield {
        pointer: declares(contract, "", "servers") ? "/servers" : "/info",
        subject: "schemes",
        message: `The version is told in more than one way: ${[...schemes].join(", ")}.`,
        hint: "Keep one of them.",
      };
      return;
    }
    const paths = contractPaths(contract).filter(({ path }) => !isInfrastructure(path));
    const without = paths.filter(({ path }) => versionSegment(path) === undefined);
    if (without.length * 3 > paths.length) return;
    for (const { path, pointer } of without) {
      yield {
        pointer,
        message: `\`${path}\` has no version, as the other paths of this API have.`,
        hint: "Put it under the same version.",
      };
    }
  },
};

/** Addresses of the deployment rather than of the API, which have no versions. */
function isInfrastructure(path: string): boolean {
  return (
    path === "/" ||
    /^\/(?:healthz?|live(?:z|ness)?|ready(?:z|ness)?|ping|status|metrics|version|openapi|docs|\.well-known|apis?)(?:[/.]|$)/i.test(path)
  );
}
