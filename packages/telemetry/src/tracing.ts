/** What a span tells of its work, by the names of OpenTelemetry's semantic conventions. Never a parameter, a body or a secret. */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

export interface SpanOptions {
  /** Few different ones: `PUT /v1/services/:service`, `select checks`, never with a name or an id in it. */
  readonly name: string;
  readonly kind?: "internal" | "server" | "client" | "producer" | "consumer";
  readonly facts?: Facts;
  /** The W3C trace context (`traceparent`) that it belongs to, when that comes from elsewhere. By default: what runs now. */
  readonly parent?: string | undefined;
}

export interface Span {
  add(facts: Facts): void;
  /** Marks it as failed. The reason is a code or a class of errors, never a message: those can hold anything. */
  fail(reason: string): void;
  /** Of this span, for whoever goes on elsewhere. */
  readonly traceparent: string;
  /** For lines of the log. */
  readonly ids: TraceIds;
}

export interface TraceIds {
  readonly trace_id: string;
  readonly span_id: string;
}

/** A span whose end is told by an event. */
export interface OpenSpan extends Span {
  /** Runs `work` and everything that it starts as part of this span. */
  run<Result>(work: () => Result): Result;
  end(): void;
}

export interface Tracing {
  /** Runs `work` as a span of what runs now; an error that it throws marks the span and goes on. */
  inSpan<Result>(options: SpanOptions, work: (span: Span) => Promise<Result>): Promise<Result>;
  begin(options: SpanOptions): OpenSpan;
  /** Whether what runs now belongs to a trace that is recorded. */
  isRecording(): boolean;
  /** The W3C trace context of what runs now. */
  traceparent(): string | undefined;
  ids(): TraceIds | undefined;
  /** Sends what has been recorded, and ends. */
  close(): Promise<void>;
}

export interface TracingOptions {
  /** `service.name`, unless OTEL_SERVICE_NAME says another. */
  readonly service: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Hears when spans cannot be sent. */
  readonly onError: (message: string) => void;
}

/**
 * Traces, when the standard variables of OpenTelemetry name a collector (OTEL_EXPORTER_OTLP_ENDPOINT or
 * OTEL_EXPORTER_OTLP_TRACES_ENDPOINT); undefined otherwise, and then nothing of it is loaded.
 */
export async function openTracing({ service, environment, onError }: TracingOptions): Promise<Tracing | undefined> {
  if (!isAskedFor(environment)) return undefined;
  const { createTracing } = await import("./create-tracing.ts");
  return createTracing(service, onError);
}

function isAskedFor(environment: TracingOptions["environment"]): boolean {
  const endpoint = environment["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] || environment["OTEL_EXPORTER_OTLP_ENDPOINT"];
  if (endpoint === undefined || endpoint === "") return false;
  return environment["OTEL_SDK_DISABLED"]?.toLowerCase() !== "true" && environment["OTEL_TRACES_EXPORTER"] !== "none";
}
