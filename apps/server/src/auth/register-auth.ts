import { invalidInput } from "@surety/api/problem-of";
import { sendProblem } from "@surety/api/rest/send-problem";
import type { CallOrigin } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import { joinPointer } from "@surety/model/pointer";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { AccountAudit } from "./account-audit.ts";
import { authProblem } from "./auth-problem.ts";
import { changeEmail } from "./change-email.ts";
import type { Auth } from "./create-auth.ts";
import type { InvitationDoor } from "./invitation-door.ts";
import type { PasswordResets } from "./password-resets.ts";

const SetPasswordBody = z.strictObject({ newPassword: z.string({ error: "a password of 10 to 256 characters" }).min(10).max(256) });
const InvitationBody = z.strictObject({ secret: z.string({ error: "the secret of an invitation's link" }).min(1).max(100) });
const ResetBody = z.strictObject({ email: z.email({ error: "an e-mail address" }).max(254) });
const SetEmailBody = z.object({ newEmail: z.email({ error: "an e-mail address" }).max(254) });
/** How long after signing in a session may change how one signs in. */
const FRESH_MS = 24 * 60 * 60 * 1000;

export interface AccountParts {
  readonly auth: Auth;
  readonly database: PostgresJsDatabase;
  readonly invitations: InvitationDoor;
  readonly passwordResets: PasswordResets;
  readonly audit: AccountAudit;
  /** Whether people can sign in by an OpenID Connect provider. */
  readonly hasOidc: boolean;
}

/**
 * Serves better-auth under `/api/auth`, and what the owner of an account that came by a sign-in link needs:
 * `POST /api/account/password` for a first password, `POST /api/auth/change-email` for an address of their own. Whoever
 * holds an invitation's link sees it at `POST /api/account/invitation`, and accepts it, signed in, at `…/acceptance`: the
 * secret is never part of an address, which logs hold. `POST /api/account/password-reset` has a link to a new password mailed.
 */
export async function registerAuth(
  app: FastifyInstance,
  { auth, database, invitations, passwordResets, audit, hasOidc }: AccountParts,
): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("application/json", { parseAs: "string", bodyLimit: 64 * 1024 }, (_request, body, done) => done(null, body));
    scope.setErrorHandler((error, _request, reply) => sendProblem(reply, error));
    scope.route({
      method: ["GET", "POST"],
      url: "/api/auth/*",
      handler: async (request, reply) => {
        const isSignOut = request.url.startsWith("/api/auth/sign-out");
        // Afterwards nobody knows whose it was.
        const found = isSignOut ? await auth.api.getSession({ headers: webHeaders(request) }) : null;
        const response = await auth.handler(webRequest(request));
        if (found !== null && response.ok)
          await audit.record(found.user.id, { action: "session.deleted", resource: found.session.id, origin: originOf(request) });
        return answer(reply, response);
      },
    });
    scope.post("/api/account/password", async (request, reply) => {
      const body = parseBody(SetPasswordBody, request.body);
      return answer(reply, await auth.api.setPassword({ body, headers: webHeaders(request), asResponse: true }));
    });
    scope.get("/api/account/sign-in-ways", (_request, reply) =>
      reply.header("cache-control", "no-store").send({ oidc: hasOidc, mail: passwordResets.isOffered }),
    );
    scope.post("/api/account/password-reset", async (request, reply) => {
      await passwordResets.request(parseBody(ResetBody, request.body).email);
      return reply.code(202).header("cache-control", "no-store").send({ status: true });
    });
    scope.post("/api/account/invitation", async (request, reply) => {
      const { secret } = parseBody(InvitationBody, request.body);
      return reply.header("cache-control", "no-store").send(await invitations.offer(secret));
    });
    scope.post("/api/account/invitation/acceptance", async (request, reply) => {
      const { secret } = parseBody(InvitationBody, request.body);
      const headers = webHeaders(request);
      const found = await auth.api.getSession({ headers });
      if (found === null) throw new SuretyError("unauthenticated", "Sign in to accept the invitation.");
      const organizationId = await invitations.accept(found.user, secret);
      return answer(reply, await auth.api.setActiveOrganization({ body: { organizationId }, headers, asResponse: true }));
    });
    scope.post("/api/auth/change-email", async (request, reply) => {
      const body = parseBody(SetEmailBody, request.body);
      const found = await auth.api.getSession({ headers: webHeaders(request) });
      if (found === null) throw new SuretyError("unauthenticated", "Sign in to change your e-mail address.");
      if (Date.now() - found.session.createdAt.getTime() > FRESH_MS)
        throw new SuretyError("forbidden", "You signed in a while ago: sign in again, then change your e-mail address.");
      await changeEmail(database, found.user.id, body.newEmail);
      await audit.record(found.user.id, {
        action: "account.put",
        origin: originOf(request),
        before: { email: found.user.email },
        after: { email: body.newEmail.toLowerCase() },
      });
      return reply.header("cache-control", "no-store").send({ status: true });
    });
  });
}

function parseBody<Output>(schema: z.ZodType<Output>, body: unknown): Output {
  const parsed = schema.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error.issues.map((issue) => ({ pointer: joinPointer("", ...issue.path.map(String)), detail: issue.message })));
}

function parseJson(body: unknown): unknown {
  try {
    return typeof body === "string" ? JSON.parse(body) : undefined;
  } catch (cause) {
    throw new SuretyError("malformed_request", "The request body is not well-formed JSON.", { cause });
  }
}

function originOf({ ip, id, headers }: FastifyRequest): CallOrigin {
  return { address: ip, userAgent: headers["user-agent"] ?? null, requestId: id };
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
  headers.set("x-surety-request", request.id);
  return headers;
}

async function answer(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.code(response.status).header("cache-control", "no-store");
  for (const [name, value] of response.headers) if (name !== "set-cookie" && name !== "content-length") reply.header(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.header("set-cookie", cookies);
  const text = await response.text();
  if (response.status < 400) return reply.send(text);
  return reply
    .header("content-type", "application/problem+json; charset=utf-8")
    .send(JSON.stringify(authProblem(response.status, text, reply.request.id)));
}
