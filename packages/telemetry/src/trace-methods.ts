import type { Span, Tracing } from "./tracing.ts";

export interface TraceMethodsOptions {
  /** What comes before the method's name in the name of a span: `engine`. */
  readonly as: string;
  /** Methods that give no promise, or one that lasts as long as somebody listens. */
  readonly not?: readonly string[];
  /** Tells of an answer that is no error and yet says that something failed. */
  readonly look?: (span: Span, answer: unknown) => void;
}

/** The same object; each call of a method is a span. */
export function traceMethods<Target extends object>(tracing: Tracing, target: Target, { as, not = [], look }: TraceMethodsOptions): Target {
  return new Proxy(target, {
    get(from, name, receiver) {
      const value: unknown = Reflect.get(from, name, receiver);
      if (typeof value !== "function" || typeof name !== "string" || not.includes(name)) return value;
      return (...call: unknown[]) =>
        tracing.inSpan({ name: `${as} ${name}` }, async (span) => {
          const answer: unknown = await Reflect.apply(value, from, call);
          look?.(span, answer);
          return answer;
        });
    },
  });
}
