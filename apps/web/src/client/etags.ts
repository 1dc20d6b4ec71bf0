import type { AppRouter } from "@surety/api/router";
import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";

/** Puts the entity tag of each answer that has one beside its members: what is shown and its tag are never of two states. */
export const etagLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) =>
      next(op).subscribe({
        next(value) {
          const { result, context } = value;
          const data: unknown = "data" in result ? result.data : undefined;
          const etag = context?.["response"] instanceof Response ? context["response"].headers.get("etag") : null;
          const isRecord = typeof data === "object" && data !== null && !Array.isArray(data);
          observer.next(etag === null || !isRecord ? value : { ...value, result: { type: "data", data: { ...data, etag } } });
        },
        error: (error) => observer.error(error),
        complete: () => observer.complete(),
      }),
    );

/** The state that an answer shows, to bind a change to: `{ ifMatch }`, or nothing when the server named none. */
export function seen(answer: object | undefined): { ifMatch?: string } {
  const etag: unknown = answer === undefined ? undefined : Reflect.get(answer, "etag");
  return typeof etag === "string" ? { ifMatch: etag } : {};
}
