import { sendProblem } from "@surety/api/rest/send-problem";
import { SuretyError } from "@surety/model/errors";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Auth } from "./create-auth.ts";

const SetPasswordBody = z.strictObject({ newPassword: z.string().min(10).max(256) });

/** Serves better-auth under `/api/auth`, and `POST /api/account/password` for an account that has no password yet. */
export async function registerAuth(app: FastifyInstance, auth: Auth): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("application/json", { parseAs: "string", bodyLimit: 64 * 1024 }, (_request, body, done) => done(null, body));
    scope.setErrorHandler((error, _request, reply) => sendProblem(reply, error));
    scope.route({
      method: ["GET", "POST"],
      url: "/api/auth/*",
      handler: async (request, reply) => answer(reply, await auth.handler(webRequest(request))),
    });
    scope.post("/api/account/password", async (request, reply) => {
      const body = SetPasswordBody.safeParse(parseJson(request.body));
      if (!body.success)
        throw new SuretyError("invalid_input", "newPassword: a password of 10 to 256 characters", {
          errors: [{ pointer: "/newPassword", detail: "a password of 10 to 256 characters" }],
        });
      return answer(reply, await auth.api.setPassword({ body: body.data, headers: webHeaders(request), asResponse: true }));
    });
  });
}

function parseJson(body: unknown): unknown {
  try {
    return typeof body === "string" ? JSON.parse(body) : undefined;
  } catch (cause) {
    throw new SuretyError("malformed_request", "The request body is not well-formed JSON.", { cause });
  }
}

function webRequest(request: FastifyRequest): Request {
  const body = typeof request.body === "string" ? request.body : null;
  return new Request(new URL(request.url, `${request.protocol}://${request.host}`), {
    method: request.method,
    headers: webHeaders(request),
    body: request.method === "GET" ? null : body,
  });
}

function webHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && name !== "content-length") headers.set(name, String(value));
  headers.set("x-surety-address", request.ip);
  return headers;
}

async function answer(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.code(response.status).header("cache-control", "no-store");
  for (const [name, value] of response.headers) if (name !== "set-cookie" && name !== "content-length") reply.header(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.header("set-cookie", cookies);
  return reply.send(await response.text());
}
