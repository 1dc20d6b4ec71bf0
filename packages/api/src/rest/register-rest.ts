import { SuretyError } from "@surety/model/errors";
import type { AnyRouter } from "@trpc/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { RuleHelp } from "@surety/report/report";
import { type ApiContext, authorize } from "../procedure.ts";
import { type AnswerFormat, FORMAT_PARAMETER, wantedFormat } from "./answer-formats.ts";
import { callForAll } from "./call-for-all.ts";
import { compileCall } from "./compile-call.ts";
import { compileInput } from "./compile-input.ts";
import { deprecationHeaders } from "./deprecation.ts";
import { isReadable } from "./media-types.ts";
import { refuseOtherMethods } from "./refuse-other-methods.ts";
import { type RestRoute, restRoutes } from "./rest-route.ts";
import { sendAnswer } from "./send-answer.ts";
import { sendProblem } from "./send-problem.ts";

/** What is known of a request before its body is read. */
const ACCEPTED: unique symbol = Symbol("accepted");
declare module "fastify" {
  interface FastifyRequest {
    [ACCEPTED]?: { readonly context: ApiContext; readonly format: AnswerFormat };
  }
}

/** Largest JSON body of a request; documents have a limit of their own. */
const MAX_JSON_BYTES = 1024 * 1024;
const NO_HELP: ReadonlyMap<string, RuleHelp> = new Map();

export interface RestOptions {
  readonly router: AnyRouter;
  /** Who is asking, and with which verbs. May throw a SuretyError. */
  readonly createContext: (request: FastifyRequest, reply: FastifyReply) => ApiContext | Promise<ApiContext>;
  /** Largest document, in bytes after decoding. */
  readonly maxBodyBytes: number;
  /** What rules and kinds of change mean, for the formats that carry it. */
  readonly help?: ReadonlyMap<string, RuleHelp>;
}

/**
 * Serves every procedure that has an address as one Fastify route, with the errors of RFC 9457.
 * A request is refused as early as can be: credential, then media type, then size, then the body itself.
 */
export async function registerRest(app: FastifyInstance, options: RestOptions): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    scope.setErrorHandler((error, _request, reply) => sendProblem(reply, error));
    const routes = restRoutes(options.router);
    for (const route of routes) addRoute(scope, route, options);
    for (const [path, methods] of methodsByPath(routes)) refuseOtherMethods(scope, urlOf(path), methods);
    scope.all("/v1/*", { onRequest: (request) => refuse(request) }, unreachable);
  });
}

function addRoute(scope: FastifyInstance, route: RestRoute, { createContext, maxBodyBytes, help = NO_HELP }: RestOptions): void {
  const readInput = compileInput(route);
  const endHeaders = route.rest.deprecated === undefined ? {} : deprecationHeaders(route.rest.deprecated);
  const { body, rest } = route;
  const call = compileCall(route.name, route.procedure);
  const accept = (request: FastifyRequest, context: ApiContext): void => {
    if (rest.scope !== null) authorize(context.caller, { scope: rest.scope, membersOnly: rest.membersOnly });
    if (body.type !== "none" && hasBody(request) && !isReadable(request.headers["content-type"], body.type)) {
      throw new SuretyError(
        "unsupported_media_type",
        `The Content-Type ${request.headers["content-type"] ?? "is missing, and nothing"} is not read here.`,
      );
    }
    request[ACCEPTED] = { context, format: wantedFormat(request, rest) };
  };
  scope.route({
    method: route.method,
    url: urlOf(route.path),
    bodyLimit: body.type === "raw" ? maxBodyBytes : MAX_JSON_BYTES,
    onRequest: (request, reply, done) => {
      reply.headers(endHeaders);
      const context = createContext(request, reply);
      if (context instanceof Promise) return context.then((known) => accept(request, known));
      accept(request, context);
      return done();
    },
    handler: async (request, reply) => {
      const accepted = request[ACCEPTED];
      if (accepted === undefined) throw new Error("A request is accepted before it is handled");
      const { context, format } = accepted;
      const input = readInput({
        params: recordOf(request.params),
        query: rest.report === undefined ? recordOf(request.query) : withoutFormat(recordOf(request.query)),
        headers: request.headers,
        body: bytesOf(request.body),
      });
      if (rest.report === undefined || format === "json") return sendAnswer(reply, route, { output: await call(context, input) });
      // Invariant: the output has just been parsed by the schema that the functions of the meta are typed against.
      const whole = (await callForAll((page) => call(context, page), input ?? {}, route.queryFields.includes("cursor"))) as never;
      const report = { ...rest.report(whole, input ?? {}), help };
      return sendAnswer(reply, route, { output: whole, report, format });
    },
  });
}

/** `/v1/services/{service}` as find-my-way writes it. */
function urlOf(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function withoutFormat({ [FORMAT_PARAMETER]: _format, ...others }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return others;
}

function bytesOf(body: unknown): Uint8Array | undefined {
  return body instanceof Uint8Array ? body : undefined;
}

function methodsByPath(routes: readonly RestRoute[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) methods.set(path, [...(methods.get(path) ?? []), method, ...(method === "GET" ? ["HEAD"] : [])]);
  return methods;
}

async function refuse(request: FastifyRequest): Promise<void> {
  throw new SuretyError("route_not_found", `There is nothing at ${request.url.split("?", 1)[0]?.slice(0, 200)}.`);
}

function unreachable(): never {
  throw new Error("The request was answered before its handler");
}
