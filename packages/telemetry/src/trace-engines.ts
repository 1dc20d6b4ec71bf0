import { traceMethods } from "./trace-methods.ts";
import type { Tracing } from "./tracing.ts";

/** Engines whose work, in a process of its own, is a span: `engine lint`. One that fails says by which reason. */
export function traceEngines<Engines extends object>(tracing: Tracing, engines: Engines): Engines {
  return traceMethods(tracing, engines, {
    as: "engine",
    not: ["close"],
    look(span, answer) {
      if (answer === null || typeof answer !== "object" || !("ok" in answer)) return;
      if (answer.ok !== true && "reason" in answer) span.fail(String(answer.reason));
    },
  });
}
