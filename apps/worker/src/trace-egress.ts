import type { Egress } from "@surety/egress/egress";
import type { Tracing } from "@surety/telemetry/tracing";

/** Requests as spans, with their host and not their address: the path of a webhook can be its secret. Receivers get no trace context. */
export function traceEgress(tracing: Tracing, egress: Pick<Egress, "request">): Pick<Egress, "request"> {
  return {
    request(request) {
      const { method = "GET" } = request;
      const host = URL.canParse(request.url) ? new URL(request.url).hostname : undefined;
      const facts = { "http.request.method": method, "server.address": host };
      return tracing.inSpan({ name: method, kind: "client", facts }, async (span) => {
        const response = await egress.request(request);
        span.add({ "http.response.status_code": response.status });
        if (response.status >= 400) span.fail(String(response.status));
        return response;
      });
    },
  };
}
