import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Context,
  diag,
  DiagLogLevel,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span as SdkSpan,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { Facts, OpenSpan, SpanOptions, TraceIds, Tracing } from "./tracing.ts";

const KINDS = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;
/** A collector that does not answer does not keep a process from ending. */
const CLOSE_LIMIT_MS = 3_000;
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/;

/**
 * Spans by OpenTelemetry's SDK, which reads its standard variables itself: where to send, what to sample (OTEL_TRACES_SAMPLER),
 * how to batch. Nothing is registered globally, and no library is patched: spans are made where our own code makes them.
 */
export function createTracing(service: string, onError: (message: string) => void): Tracing {
  const quiet = (): void => {};
  diag.setLogger(
    { error: onError, warn: onError, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const resource = defaultResource()
    .merge(resourceFromAttributes({ "service.name": service }))
    .merge(detectResources({ detectors: [envDetector] }));
  const provider = new BasicTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] });
  const tracer = provider.getTracer("surety");
  const storage = new AsyncLocalStorage<Context>();
  const current = (): SdkSpan | undefined => trace.getSpan(storage.getStore() ?? ROOT_CONTEXT);

  function begin({ name, kind = "internal", facts = {}, parent }: SpanOptions): OpenSpan {
    const outer = parent === undefined ? (storage.getStore() ?? ROOT_CONTEXT) : contextOf(parent);
    const span = tracer.startSpan(name, { kind: KINDS[kind], attributes: facts }, outer);
    return new StartedSpan(span, (work) => storage.run(trace.setSpan(outer, span), work));
  }

  return {
    begin,
    async inSpan(options, work) {
      const around = current();
      // What is not recorded has one span for all of it, which says so to whoever goes on elsewhere.
      if (options.parent === undefined && around !== undefined && !around.isRecording())
        return work(new StartedSpan(around, (inner) => inner()));
      const span = begin(options);
      try {
        return await span.run(() => work(span));
      } catch (error) {
        span.fail(classOf(error));
        throw error;
      } finally {
        span.end();
      }
    },
    isRecording: () => current()?.isRecording() ?? false,
    traceparent: () => spanContext(current(), formatted),
    ids: () => spanContext(current(), idsOf),
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CLOSE_LIMIT_MS);
      });
      const failed = (error: unknown): void => onError(error instanceof Error ? error.message : String(error));
      await Promise.race([provider.shutdown().catch(failed), late]);
      clearTimeout(timer);
    },
  };
}

class StartedSpan implements OpenSpan {
  readonly #span: SdkSpan;
  readonly run: OpenSpan["run"];

  constructor(span: SdkSpan, run: OpenSpan["run"]) {
    this.#span = span;
    this.run = run;
  }

  get traceparent(): string {
    return formatted(this.#span.spanContext());
  }

  get ids(): TraceIds {
    return idsOf(this.#span.spanContext());
  }

  add(facts: Facts): void {
    this.#span.setAttributes(facts);
  }

  fail(reason: string): void {
    this.#span.setAttribute("error.type", reason);
    this.#span.setStatus({ code: SpanStatusCode.ERROR });
  }

  end(): void {
    this.#span.end();
  }
}

function spanContext<Result>(span: SdkSpan | undefined, read: (context: SpanContext) => Result): Result | undefined {
  return span === undefined ? undefined : read(span.spanContext());
}

function idsOf({ traceId, spanId }: SpanContext): TraceIds {
  return { trace_id: traceId, span_id: spanId };
}

function formatted({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${(traceFlags & TraceFlags.SAMPLED).toString(16).padStart(2, "0")}`;
}

/** What is no trace context begins a new trace. */
function contextOf(traceparent: string): Context {
  const [, traceId = "", spanId = "", flags = ""] = TRACEPARENT.exec(traceparent.trim()) ?? [];
  const context = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
  return isSpanContextValid(context) ? trace.setSpanContext(ROOT_CONTEXT, context) : ROOT_CONTEXT;
}

function classOf(error: unknown): string {
  if (error === null || typeof error !== "object") return "other";
  if ("code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.name : "other";
}
