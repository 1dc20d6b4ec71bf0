import { readFileSync } from "node:fs";
import { join, sep } from "node:path";
import fastifyStatic from "@fastify/static";
import { sendProblem } from "@surety/api/rest/send-problem";
import { SuretyError } from "@surety/model/errors";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** The dashboard's page, or undefined when it is not built. */
export function readIndexHtml(webDir: string | undefined): string | undefined {
  if (webDir === undefined) return undefined;
  try {
    return readFileSync(join(webDir, "index.html"), "utf8");
  } catch {
    return undefined;
  }
}

/** Serves the built dashboard: hashed assets for good, its page for every address that a browser asks for and the API does not have. */
export async function registerWeb(app: FastifyInstance, webDir: string | undefined, indexHtml: string | undefined): Promise<void> {
  if (webDir !== undefined && indexHtml !== undefined) {
    await app.register(fastifyStatic, {
      root: webDir,
      index: false,
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header("cache-control", path.includes(`${sep}assets${sep}`) ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
    // The static plugin takes this address for a folder and refuses it.
    app.get("/", (_request, reply) => sendPage(reply, indexHtml));
  }
  app.setNotFoundHandler((request, reply) => {
    if (indexHtml !== undefined && isPage(request)) return sendPage(reply, indexHtml);
    return sendProblem(reply, new SuretyError("route_not_found", `There is nothing at ${request.url.split("?", 1)[0]?.slice(0, 200)}.`));
  });
}

function sendPage(reply: FastifyReply, indexHtml: string): FastifyReply {
  return reply.headers({ "content-type": "text/html; charset=utf-8", "cache-control": "no-cache" }).send(indexHtml);
}

function isPage({ method, url, headers }: FastifyRequest): boolean {
  if (method !== "GET" && method !== "HEAD") return false;
  return !/^\/(?:v1|trpc|api|assets)(?:\/|$|\?)/.test(url) && (headers.accept ?? "*/*").match(/text\/html|\*\/\*/) !== null;
}
