import { monitorEventLoopDelay } from "node:perf_hooks";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";

const NANOSECONDS = 1e9;
const PERCENTILES = [
  ["p50", 50],
  ["p90", 90],
  ["p99", 99],
] as const;

/**
 * A registry with what every process tells of itself: CPU, memory, garbage collection, open files (prom-client's
 * defaults), and the delay of its event loop since the last look, by the names of OpenTelemetry's semantic conventions.
 */
export function createProcessRegistry(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service_name: service });
  collectDefaultMetrics({ register: registry });
  const delays = monitorEventLoopDelay({ resolution: 10 });
  delays.enable();
  const gauges = PERCENTILES.map(([name, percentile]) => {
    const help = `Delay of the event loop since the last look, ${name} (nodejs.eventloop.delay.${name})`;
    const gauge = new Gauge({ name: `nodejs_eventloop_delay_${name}_seconds`, help, registers: [] });
    registry.registerMetric(gauge);
    return [gauge, percentile] as const;
  });
  const longest = new Gauge({
    name: "nodejs_eventloop_delay_max_seconds",
    help: "Longest delay of the event loop since the last look (nodejs.eventloop.delay.max)",
    registers: [registry],
    collect() {
      for (const [gauge, percentile] of gauges) gauge.set(delays.percentile(percentile) / NANOSECONDS);
      longest.set(delays.max / NANOSECONDS);
      delays.reset();
    },
  });
  return registry;
}
