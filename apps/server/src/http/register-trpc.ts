import type { ApiContext } from "@surety/api/procedure";
import type { AppRouter } from "@surety/api/router";
import { stateTag } from "@surety/api/state-tag";
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from "@trpc/server/adapters/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** A document travels as the text of a JSON string, which escapes can make longer. */
const MAX_BODY_BYTES = 24 * 1024 * 1024;

/** Calls in one request; the rate limit counts them as one. */
const MAX_BATCH = 20;

export interface TrpcOptions {
  readonly router: AppRouter;
  readonly createContext: (request: FastifyRequest, reply: FastifyReply) => ApiContext | Promise<ApiContext>;
}

/** Serves every procedure at `/trpc`, subscriptions as server-sent events. Ends them when the server closes. */
export async function registerTrpc(app: FastifyInstance, { router, createContext }: TrpcOptions): Promise<void> {
  await app.register(async (scope) => {
    const streams = new Set<FastifyReply>();
    scope.addHook("onRoute", (route) => {
      route.bodyLimit = MAX_BODY_BYTES;
    });
    scope.addHook("onRequest", async (request, reply) => {
      if (request.headers.accept?.includes("text/event-stream") !== true) return;
      streams.add(reply);
      reply.raw.once("close", () => streams.delete(reply));
    });
    scope.addHook("preClose", async () => {
      for (const reply of streams) reply.raw.destroy();
    });
    await scope.register(fastifyTRPCPlugin, {
      prefix: "/trpc",
      trpcOptions: {
        router,
        maxBatchSize: MAX_BATCH,
        createContext: ({ req, res }) => createContext(req, res),
        // As in REST, so that whoever edits can bind the change to what they have seen.
        responseMeta: ({ paths, data }) => {
          const [answer] = data;
          const [path] = paths ?? [];
          if (path === undefined || answer === undefined || !("result" in answer) || data.length > 1) return {};
          const etag = stateTag(path, answer.result.data);
          return etag === undefined ? {} : { headers: { etag } };
        },
        onError: ({ error, path, req }) => {
          if (error.code === "INTERNAL_SERVER_ERROR") req.log.error({ err: error.cause ?? error, procedure: path }, "a call failed");
        },
      } satisfies FastifyTRPCPluginOptions<AppRouter>["trpcOptions"],
    });
  });
}
