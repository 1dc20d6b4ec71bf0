import type { AnyProcedure, AnyRouter } from "@trpc/server";
import type { ApiMeta } from "./procedure.ts";
import { appRouter } from "./router.ts";

const anyRouter: AnyRouter = appRouter;
const procedures = new Map(
  Object.entries<AnyProcedure>(anyRouter._def.procedures).flatMap(([path, { _def }]) => {
    // Invariant: `procedure` is the only base, and its meta is an ApiMeta.
    const etag = (_def.meta as ApiMeta | undefined)?.rest?.etag;
    return etag === undefined ? [] : [[path, etag] as const];
  }),
);

/** The entity tag of the state that an answer of the procedure at `path` shows, for a later `ifMatch`; undefined where there is none. */
export function stateTag(path: string, output: unknown): string | undefined {
  // Invariant: `output` has just been parsed by the schema that the functions of the meta are typed against.
  return procedures.get(path)?.(output as never);
}
