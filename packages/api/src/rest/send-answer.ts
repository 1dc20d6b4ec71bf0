import type { Report } from "@surety/report/report";
import type { FastifyReply } from "fastify";
import { digestOf, encode, type Encoding } from "../kept-answer.ts";
import { ANSWER_FORMATS, type AnswerFormat } from "./answer-formats.ts";
import type { RestRoute } from "./rest-route.ts";

const A_YEAR = "private, max-age=31536000, immutable";

/** What a procedure returned, and how it is to be given when not as JSON. */
export type Given =
  | { readonly output: unknown; readonly report?: never }
  | { readonly output: unknown; readonly report: Report; readonly format: Exclude<AnswerFormat, "json"> };

/** Answers with what a procedure returned: status, Location, Link and cache headers follow from the route's meta. */
export function sendAnswer(reply: FastifyReply, route: RestRoute, given: Given): FastifyReply {
  const { output } = given;
  const { rest, method } = route;
  // Invariant: `output` has just been parsed by the schema that the functions of the meta are typed against.
  const answer = output as never;
  const first = rest.success[0] ?? 200;
  const last = rest.success.at(-1) ?? first;
  const isNew = rest.created === undefined ? last === 201 : rest.created(answer);
  const status = isNew ? last : first;
  if (rest.location !== undefined && (isNew || status === 202)) reply.header("location", rest.location(answer));
  if (status === 204) return reply.code(204).header("cache-control", "no-store").send();

  const links = given.report === undefined ? pageLinks(reply.request.url, output) : undefined;
  const others = reply.getHeader("link");
  if (links !== undefined) reply.header("link", others === undefined ? links : `${links}, ${String(others)}`);
  const format = given.report === undefined ? "json" : given.format;
  const encoding = given.report === undefined ? encode(output) : rendered(given.report, given.format);
  const { body } = encoding;
  reply.code(status).header("content-type", `${ANSWER_FORMATS[format].mediaTypes[0]}; charset=utf-8`);
  if (method !== "GET" && rest.etag !== undefined) reply.header("etag", rest.etag(answer));
  if (method !== "GET") return reply.header("cache-control", "no-store").send(body);

  // What CORS has said of Origin stays.
  const own = rest.report === undefined ? "Authorization, Cookie" : "Accept, Authorization, Cookie";
  const told = reply.getHeader("vary");
  const vary = typeof told === "string" ? `${told}, ${own}` : own;
  const etag = (encoding.tag ??= entityTag(encoding.digest, rest.etag?.(answer)));
  reply.headers({ etag, "cache-control": rest.immutable === true ? A_YEAR : "private, no-cache", vary });
  if (matches(reply.request.headers["if-none-match"], etag)) return reply.code(304).removeHeader("content-type").send();
  return reply.send(body);
}

function rendered(report: Report, format: Exclude<AnswerFormat, "json">): Encoding {
  const body = ANSWER_FORMATS[format].render(report);
  return { body, digest: digestOf(body) };
}

/**
 * Names an answer to a GET. Where a write can be bound to what it shows, its first part names that alone, and what is shown
 * beside it comes after a dot: so a write is not refused for a change that no write has made.
 */
function entityTag(digest: string, state: string | undefined): string {
  return state === undefined ? `W/"${digest}"` : `${state.slice(0, -1)}.${digest}"`;
}

/** `Link` to the first page and, when there is one, to the next (RFC 8288). */
function pageLinks(url: string, output: unknown): string | undefined {
  if (typeof output !== "object" || output === null || !("nextCursor" in output)) return undefined;
  const [path = "", query = ""] = url.split("?", 2);
  const parameters = new URLSearchParams(query);
  parameters.delete("cursor");
  const first = `<${path}${parameters.size === 0 ? "" : "?"}${parameters.toString()}>; rel="first"`;
  if (typeof output.nextCursor !== "string") return first;
  parameters.set("cursor", output.nextCursor);
  return `<${path}?${parameters.toString()}>; rel="next", ${first}`;
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.trim() === "*" || ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag.replace(/^W\//, ""));
}
