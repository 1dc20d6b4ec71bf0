import { Counter, Histogram, type Registry } from "prom-client";
import { registerEgressDenials } from "./egress-denials.ts";
import { createProcessRegistry } from "./process-metrics.ts";

export interface AnsweredRequest {
  readonly method: string;
  /** The pattern, `/v1/services/:service`, never an address: names would make a series each. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface ServerMetrics {
  readonly registry: Registry;
  answered(request: AnsweredRequest): void;
  /** A request was refused for its number, by this limit. */
  rateLimited(limit: string): void;
  /** A verdict was given: yes, no or unknown. */
  verdict(answer: string): void;
  /** An address was refused: one that a user named, or that something was to be fetched from. */
  egressDenied(reason: string): void;
}

/** Buckets of OpenTelemetry's http.server.request.duration, in seconds. */
const DURATIONS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

const LIMITS = ["credential", "organization", "address", "previews", "sign-in"];
const ANSWERS = ["yes", "no", "unknown"];
/** Methods that there are; a client may make others up. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

export function createServerMetrics(): ServerMetrics {
  const registry = createProcessRegistry("surety-server");
  const durations = new Histogram({
    name: "http_server_request_duration_seconds",
    help: "Duration of requests (http.server.request.duration)",
    labelNames: ["http_request_method", "http_route", "http_response_status_code"],
    buckets: DURATIONS,
    registers: [registry],
  });
  const denials = new Counter({
    name: "surety_rate_limit_denials_total",
    help: "Requests that were refused for their number, by limit",
    labelNames: ["limit"],
    registers: [registry],
  });
  const verdicts = new Counter({
    name: "surety_verdicts_total",
    help: "Answers to `can this version be deployed here?`",
    labelNames: ["answer"],
    registers: [registry],
  });
  // A counter that is not there cannot be seen to rise: what can be counted begins with 0.
  for (const limit of LIMITS) denials.inc({ limit }, 0);
  for (const answer of ANSWERS) verdicts.inc({ answer }, 0);
  return {
    registry,
    answered: ({ method, route, status, seconds }) =>
      durations.observe(
        { http_request_method: METHODS.has(method) ? method : "_OTHER", http_route: route, http_response_status_code: status },
        seconds,
      ),
    egressDenied: registerEgressDenials(registry),
    rateLimited: (limit) => denials.inc({ limit }),
    verdict: (answer) => verdicts.inc({ answer }),
  };
}
