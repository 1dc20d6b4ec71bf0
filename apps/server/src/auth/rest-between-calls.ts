import { AsyncLocalStorage } from "node:async_hooks";
import type { Auth } from "./create-auth.ts";

const QUIET_MS = 5_000;
/** Where the library keeps what it has for each process. */
const LIBRARY = Symbol.for("better-auth:global");
/** Of all that use the library in this process: it keeps its contexts for all of them together. */
const calls: { underWay: number; timer: NodeJS.Timeout | undefined } = { underWay: 0, timer: undefined };

/**
 * The same library, which rests when nobody has called it for five seconds. Its calls know their context by
 * `AsyncLocalStorage`; up to Node.js 22 one of these, once entered, makes every promise of the process dearer for good,
 * by a tenth of a short request. At rest there are none; the next call enters them again.
 */
export function restBetweenCalls(auth: Auth): Auth {
  const counted =
    (call: (...of: unknown[]) => unknown) =>
    async (...of: unknown[]): Promise<unknown> => {
      calls.underWay += 1;
      clearTimeout(calls.timer);
      try {
        return await call(...of);
      } finally {
        calls.underWay -= 1;
        clearTimeout(calls.timer);
        if (calls.underWay === 0) calls.timer = setTimeout(rest, QUIET_MS).unref();
      }
    };
  const watched = <Target extends object>(target: Target): Target =>
    new Proxy(target, {
      get(from, name, receiver) {
        const value: unknown = Reflect.get(from, name, receiver);
        return typeof value === "function" && typeof name === "string" ? counted((...of) => Reflect.apply(value, from, of)) : value;
      },
    });
  const api = watched(auth.api);
  const handler = watched({ handler: auth.handler });
  return new Proxy(auth, {
    get(from, name, receiver) {
      if (name === "api") return api;
      return name === "handler" ? handler.handler : Reflect.get(from, name, receiver);
    },
  });
}

function rest(): void {
  const { context }: { readonly context?: object } = Object(Reflect.get(globalThis, LIBRARY));
  for (const one of Object.values(context ?? {})) if (one instanceof AsyncLocalStorage) one.disable();
}
