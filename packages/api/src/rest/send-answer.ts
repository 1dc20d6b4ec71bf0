import { createHash } from "node:crypto";
import type { FastifyReply } from "fastify";
import type { RestRoute } from "./rest-route.ts";

const A_YEAR = "private, max-age=31536000, immutable";

/** Answers with what a procedure returned: status, Location, Link and cache headers follow from the route's meta. */
export function sendAnswer(reply: FastifyReply, route: RestRoute, output: unknown): FastifyReply {
  const { rest, method } = route;
  // Invariant: `output` has just been parsed by the schema that the functions of the meta are typed against.
  const answer = output as never;
  const first = rest.success[0] ?? 200;
  const last = rest.success.at(-1) ?? first;
  const isNew = rest.created === undefined ? last === 201 : rest.created(answer);
  const status = isNew ? last : first;
  if (rest.location !== undefined && (isNew || status === 202)) reply.header("location", rest.location(answer));
  if (status === 204) return reply.code(204).send();

  const next = nextLink(reply.request.url, output);
  if (next !== undefined) reply.header("link", next);
  const body = JSON.stringify(output);
  reply.code(status).header("content-type", "application/json; charset=utf-8");
  if (method !== "GET") return reply.header("cache-control", "no-store").send(body);

  const etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  reply.headers({ etag, "cache-control": rest.immutable === true ? A_YEAR : "private, no-cache", vary: "Authorization, Cookie" });
  if (matches(reply.request.headers["if-none-match"], etag)) return reply.code(304).removeHeader("content-type").send();
  return reply.send(body);
}

/** `Link` to the next page (RFC 8288), when there is one. */
function nextLink(url: string, output: unknown): string | undefined {
  if (typeof output !== "object" || output === null || !("nextCursor" in output) || typeof output.nextCursor !== "string") return undefined;
  const [path = "", query = ""] = url.split("?", 2);
  const parameters = new URLSearchParams(query);
  parameters.set("cursor", output.nextCursor);
  return `<${path}?${parameters.toString()}>; rel="next"`;
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.trim() === "*" || ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag.replace(/^W\//, ""));
}
