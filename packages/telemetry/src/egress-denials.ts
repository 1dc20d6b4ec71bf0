import { Counter, type Registry } from "prom-client";

/** Why something is not sent where it was to go: the codes of packages/egress that judge the address, not what happened there. */
const REASONS = [
  "url_invalid",
  "scheme_refused",
  "credentials_in_url",
  "port_refused",
  "address_refused",
  "own_address_refused",
  "redirect_refused",
  "header_refused",
];

/** Counts refusals of outgoing requests (egress.denied); what is no refusal is not counted. */
export function registerEgressDenials(registry: Registry): (reason: string) => void {
  const denials = new Counter({
    name: "surety_egress_denied_total",
    help: "Outgoing requests that were refused for where they were to go, by reason (egress.denied)",
    labelNames: ["reason"],
    registers: [registry],
  });
  for (const reason of REASONS) denials.inc({ reason }, 0);
  return (reason) => {
    if (REASONS.includes(reason)) denials.inc({ reason });
  };
}
