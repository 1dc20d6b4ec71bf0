import { AsyncLocalStorage } from "node:async_hooks";
import type { Auth } from "./create-auth.ts";

const QUIET_MS = 5_000;
/** Where the library keeps what it has for each process. */
const LIBRARY = Symbol.for("better-auth:global");

/**
 * The same library, which rests when nobody has called it for five seconds. Its calls know their context by
 * `AsyncLocalStorage`; up to Node.js 22 one of these, once entered, makes every promise of the process dearer for good,
 * by a tenth of a short request. At rest there are none; the next call enters them again.
 */
export function restBetweenCalls(auth: Auth): Auth {
  let underWay = 0;
  let timer: NodeJS.Timeout | undefined;
  const ended = (): void => {
    underWay -= 1;
    clearTimeout(timer);
    if (underWay === 0) timer = setTimeout(rest, QUIET_MS).unref();
  };
  const counted =
    (call: (...of: unknown[]) => unknown) =>
    async (...of: unknown[]): Promise<unknown> => {
      underWay += 1;
      clearTimeout(timer);
      try {
        return await call(...of);
      } finally {
        ended();
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
