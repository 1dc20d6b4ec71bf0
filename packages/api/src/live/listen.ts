import { procedure } from "../procedure.ts";

/** Live events of the caller's organization, as server-sent events (tRPC only). */
export const listenLive = procedure.meta({ scope: "read" }).subscription(async function* ({ ctx, signal }) {
  yield* ctx.verbs.listen(ctx.caller, signal ?? new AbortController().signal);
});
