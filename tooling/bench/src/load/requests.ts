import { createHash } from "node:crypto";
import type { Request } from "./http-client.ts";
import { deployedNumbers, type SeedSize, serviceName, versionName } from "./seed.ts";

/** The newest versions, about which pipelines ask. */
const RECENT = 3;
const ENVIRONMENTS = ["production", "staging"] as const;

/** The same number for the same index in every run, spread over all. */
function spread(index: number, among: number): number {
  return createHash("sha256").update(String(index)).digest().readUInt32BE(0) % among;
}

/** How many different questions there are for `verdictRequest`. */
export function questionCount({ services }: SeedSize): number {
  return services * RECENT * ENVIRONMENTS.length;
}

/** Question number `number`: may one of the newest versions of a service enter an environment? */
export function question(size: SeedSize, number: number): Request {
  const service = serviceName(1 + (number % size.services));
  const rest = Math.floor(number / size.services);
  const version = versionName(size.versions - (rest % RECENT));
  const environment = ENVIRONMENTS[Math.floor(rest / RECENT) % ENVIRONMENTS.length];
  return { method: "GET", path: `/v1/verdicts?service=${service}&version=${version}&environment=${environment}` };
}

export function verdictRequest(size: SeedSize, index: number): Request {
  return question(size, spread(index, questionCount(size)));
}

/** A page of the dashboard, or a question of a pipeline, in the proportions of {@link SHARES}. */
export function readRequest(size: SeedSize, index: number): Request & { readonly route: string } {
  let share = spread(index, 100);
  const service = serviceName(1 + spread(index + 1e6, size.services));
  const version = versionName(size.versions - spread(index + 2e6, Math.min(50, size.versions)));
  for (const [route, part, path] of SHARES) {
    share -= part;
    if (share < 0) return { method: "GET", route, path: path(service, version, size) };
  }
  return { ...verdictRequest(size, index), route: "verdict" };
}

type PathOf = (service: string, version: string, size: SeedSize) => string;

/** In hundredths; what is left are verdicts. */
const SHARES: readonly (readonly [string, number, PathOf])[] = [
  ["version", 15, (service, version) => `/v1/services/${service}/versions/${version}`],
  ["service", 10, (service) => `/v1/services/${service}`],
  ["services", 5, () => "/v1/services?limit=30"],
  ["services, searched", 2, (service) => `/v1/services?limit=30&search=${service.slice(-3)}`],
  ["versions", 5, (service) => `/v1/services/${service}/versions?limit=50`],
  ["versions of a branch", 2, (service) => `/v1/services/${service}/versions?limit=50&branch=feature`],
  ["checks", 2, () => "/v1/checks?limit=50"],
  ["checks of a service", 3, (service) => `/v1/checks?limit=50&service=${service}`],
  ["checks of a version", 3, (service, version) => `/v1/checks?limit=50&service=${service}&version=${version}`],
  ["findings", 3, (service, version) => `/v1/services/${service}/versions/${version}/findings?limit=100`],
  ["operations", 2, (service, version) => `/v1/services/${service}/versions/${version}/operations?limit=100`],
  ["deployments", 2, () => "/v1/environments/production/deployments?limit=50&active=true"],
  ["deployments of a service", 2, (service) => `/v1/environments/production/deployments?limit=50&service=${service}`],
  ["audit entries", 1, () => "/v1/audit-entries?limit=50"],
  ["audit entries of a service", 1, (service) => `/v1/audit-entries?limit=50&resource=${service}`],
  ["audit entries of an action", 1, () => "/v1/audit-entries?limit=50&action=token.created"],
  ["quotas", 1, () => "/v1/quotas"],
];

/** Every kind of read once, for a look at each. */
export function everyRead(size: SeedSize): readonly (Request & { readonly route: string })[] {
  const service = serviceName(Math.ceil(size.services / 2));
  const version = versionName(deployedNumbers(size).staging);
  return [
    ...SHARES.map(([route, , path]) => ({ method: "GET", route, path: path(service, version, size) })),
    { ...question(size, Math.ceil(size.services / 2)), route: "verdict" },
  ];
}
