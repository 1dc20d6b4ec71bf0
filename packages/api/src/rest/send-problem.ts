import type { ErrorCode, Problem } from "@surety/model/errors";
import type { FastifyReply } from "fastify";
import { isPassingFailure } from "../is-passing-failure.ts";
import { problemOf } from "../problem-of.ts";
import { trpcErrorBody } from "../trpc-error-body.ts";

/** Seconds after which it makes sense to ask again, when the failure itself does not know. */
const RETRY_AFTER: Partial<Record<ErrorCode, string>> = { overloaded: "5", rate_limited: "10", idempotency_key_in_flight: "1" };

/** What RFC 6750 tells a client about its credential. */
const CHALLENGES: Partial<Record<ErrorCode, string>> = {
  unauthenticated: 'Bearer realm="surety"',
  token_invalid: 'Bearer realm="surety", error="invalid_token"',
  forbidden: 'Bearer realm="surety", error="insufficient_scope"',
};

/** Answers with the RFC 9457 body of `error`. An unexpected error is logged in full and shows nothing of itself. */
export function sendProblem(reply: FastifyReply, error: unknown): FastifyReply {
  const problem = problemOf(error, reply.request.id);
  if (problem.code === "internal") reply.log.error({ err: error }, "a request failed");
  else if (problem.code === "overloaded" && isPassingFailure(error)) reply.log.warn({ err: error }, "the database did not answer");
  const isTrpc = reply.request.url.startsWith("/trpc/");
  return isTrpc
    ? send(reply, problem, trpcErrorBody(problem), "application/json")
    : send(reply, problem, problem, "application/problem+json");
}

function send(reply: FastifyReply, problem: Problem, body: object, type: string): FastifyReply {
  const challenge = CHALLENGES[problem.code];
  if (challenge !== undefined) reply.header("www-authenticate", challenge);
  const retryAfter = RETRY_AFTER[problem.code];
  if (retryAfter !== undefined && !reply.hasHeader("retry-after")) reply.header("retry-after", retryAfter);
  // A client that is still sending has to be read to its end, or it sees a broken connection instead of the answer.
  reply.removeHeader("connection");
  return reply
    .code(problem.status)
    .headers({ "cache-control": "no-store", "content-type": `${type}; charset=utf-8` })
    .serializer((body: string) => body)
    .send(JSON.stringify(body));
}
