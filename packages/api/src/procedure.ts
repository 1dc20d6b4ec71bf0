import type { Caller, Scope } from "@surety/model/callers";
import type { ErrorCode } from "@surety/model/errors";
import { ERRORS, SuretyError } from "@surety/model/errors";
import type { Verbs } from "@surety/domain/verbs";
import type { Report } from "@surety/report/report";
import { initTRPC, TRPCError } from "@trpc/server";
import type { OpenApiMeta } from "trpc-openapi";
import { type CursorScope, openCursor, sealCursor } from "./page-cursors.ts";
import { problemOf } from "./problem-of.ts";
import type { Deprecation } from "./rest/deprecation.ts";

/** What a procedure is given for one call. `caller` is null when there is no valid credential. */
export interface ApiContext {
  readonly verbs: Verbs;
  readonly caller: Caller | null;
  readonly requestId: string;
  /** Under which id a request with an `Idempotency-Key` makes its effect. */
  readonly effectId?: () => string | undefined;
}

/** How a procedure shows itself in REST, beyond its address. */
export interface RestMeta {
  /** The scope that the caller needs; also the documented security. Null: it is itself a way to get a credential. */
  readonly scope: Scope | null;
  /** Only for people who signed in, never for a token: what it is about belongs to a person. */
  readonly membersOnly?: true;
  /** Success statuses, the one for "was there already" first. */
  readonly success: readonly number[];
  /** Tells a created resource (the last success status) from one that was there (the first). */
  readonly created?: (output: never) => boolean;
  /** `Location` of the created resource. */
  readonly location?: (output: never) => string;
  /** The answer never changes: it may be cached for good. */
  readonly immutable?: true;
  /**
   * The answer as a report, so that it is given as Markdown, SARIF and JUnit too. A paged answer comes with all its items,
   * or as many as a report takes: then `nextCursor` is not null.
   */
  readonly report?: (output: never, input: Readonly<Record<string, unknown>>) => Report;
  /** Input fields that are request headers, by the headers' names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The entity tag of the state that a write can be bound to, where the answer shows one. */
  readonly etag?: (output: never) => string;
  /** The input field that is the raw request body, instead of a JSON object. */
  readonly rawBody?: string;
  /** It still works, and there is another way: headers, the document and its page tell so. */
  readonly deprecated?: Deprecation;
  /** Design rules that it does not follow, with the reason: `x-surety-ignore` of the document. */
  readonly ignore?: Readonly<Record<string, string>>;
  /** Codes that it can answer beside the common ones. */
  readonly errors: readonly ErrorCode[];
}

/** Checks the functions of a {@link RestMeta} against the procedure's output type. */
export function rest<Output>(
  meta: Omit<RestMeta, "created" | "location" | "report" | "etag"> & {
    readonly created?: (output: Output) => boolean;
    readonly location?: (output: Output) => string;
    readonly etag?: (output: Output) => string;
    readonly report?: (output: Output, input: Readonly<Record<string, unknown>>) => Report;
  },
): RestMeta {
  return meta;
}

export interface ApiMeta extends OpenApiMeta {
  readonly rest?: RestMeta;
  /** The scope that a procedure without an address needs. */
  readonly scope?: Scope;
}

const trpc = initTRPC
  .context<ApiContext>()
  .meta<ApiMeta>()
  .create({
    // A stream is renewed now and then, so that a credential that was revoked does not listen on for good.
    sse: { ping: { enabled: true, intervalMs: 15_000 }, maxDurationMs: 15 * 60_000, client: { reconnectAfterInactivityMs: 40_000 } },
    errorFormatter: ({ shape, error, ctx }) => {
      const problem = problemOf(error, ctx?.requestId);
      return {
        ...shape,
        message: problem.detail,
        data: { httpStatus: problem.status, code: shape.data.code, path: shape.data.path, problem },
      };
    },
  });

export const router = trpc.router;

/** The base of what anybody may call: turns domain errors into tRPC's. */
export const openProcedure = trpc.procedure.use(async ({ next }) => {
  const result = await next();
  throwExpected(result);
  return result;
});

/**
 * The base of every procedure that needs a caller: knows it, lets it do what its scopes say and change the services that it
 * is for, and binds the cursors of lists to what they were given for. One step, because each step costs every call.
 */
export const procedure = trpc.procedure.use(async ({ ctx, meta, type, path, getRawInput, next }) => {
  const raw = await getRawInput();
  const admitted = admit(ctx.caller, raw, { meta, type, path });
  const given = { ctx: { caller: admitted.caller }, ...(admitted.input === raw ? {} : { getRawInput: async () => admitted.input }) };
  const result = await next(given);
  throwExpected(result);
  return result.ok ? { ...result, data: seal(result.data, admitted) } : result;
});

/** One call of one procedure. */
interface CallOf {
  readonly meta: ApiMeta | undefined;
  readonly type: "query" | "mutation" | "subscription";
  /** Name of the procedure. */
  readonly path: string;
}

interface Admitted {
  readonly caller: Caller;
  /** Its cursor is as the verb gave it. */
  readonly input: unknown;
  /** What a cursor in the answer belongs to. */
  readonly list: CursorScope | null;
}

/** What {@link procedure} does before a call. Throws what the caller or the cursor is refused for. */
export function admit(who: Caller | null, input: unknown, { meta, type, path }: CallOf): Admitted {
  const scope = meta?.rest?.scope ?? meta?.scope;
  if (scope === undefined) throw new Error(`${path} names no scope: nobody may call it`);
  const caller = authorize(who, { scope, membersOnly: meta?.rest?.membersOnly });
  if (type === "mutation") keepToServices(caller, input);
  if (type !== "query") return { caller, input, list: null };
  const fields = isRecord(input) ? input : {};
  const list: CursorScope = { organizationId: caller.organizationId, list: path, input: fields };
  const { cursor } = fields;
  return { caller, input: typeof cursor === "string" ? { ...fields, cursor: opened(cursor, list) } : input, list };
}

/** What {@link procedure} does after a call. */
export function seal<Answer>(answer: Answer, { list }: Admitted): Answer {
  if (list === null || !isRecord(answer) || typeof answer["nextCursor"] !== "string") return answer;
  return { ...answer, nextCursor: sealCursor(answer["nextCursor"], list) };
}

function throwExpected(result: { readonly ok: boolean; readonly error?: TRPCError }): void {
  if (result.error?.cause instanceof SuretyError) throw asTrpc(result.error.cause);
}

function opened(cursor: string, scope: CursorScope): string {
  try {
    return openCursor(cursor, scope);
  } catch (error) {
    throw error instanceof SuretyError ? asTrpc(error) : error;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Whom a call is for. */
export interface Need {
  readonly scope: Scope;
  readonly membersOnly?: true | undefined;
}

/** The caller, when there is one that may make the call; throws `unauthenticated` or `forbidden` otherwise. */
export function authorize(caller: Caller | null, { scope, membersOnly }: Need): Caller {
  if (caller === null) throw asTrpc(new SuretyError("unauthenticated", "This call needs a credential."));
  if (!caller.scopes.includes(scope))
    throw asTrpc(
      new SuretyError("forbidden", `This call needs the scope ${scope}; the credential has ${caller.scopes.join(", ") || "none"}.`),
    );
  if (membersOnly === true && caller.type !== "member")
    throw asTrpc(new SuretyError("forbidden", "This is for people who signed in: a token has no account."));
  return caller;
}

/** A token that is limited to some services changes nothing else, whatever its scopes say; throws `forbidden`. */
function keepToServices(caller: Caller, input: unknown): void {
  if (caller.type === "member" || caller.services === undefined || caller.services === null) return;
  const service: unknown = isRecord(input) ? input["service"] : undefined;
  if (caller.services.some((name) => name === service)) return;
  const which = typeof service === "string" ? "" : ", and this call does not name one";
  throw asTrpc(new SuretyError("forbidden", `This token changes nothing but ${caller.services.join(", ")}${which}.`));
}

function asTrpc(error: SuretyError): TRPCError {
  return new TRPCError({ code: ERRORS[error.code].trpc, message: error.message, cause: error });
}
