import type { Caller, Scope } from "@surety/model/callers";
import type { ErrorCode } from "@surety/model/errors";
import { ERRORS, SuretyError } from "@surety/model/errors";
import type { Verbs } from "@surety/domain/verbs";
import type { Report } from "@surety/report/report";
import { initTRPC, TRPCError } from "@trpc/server";
import type { OpenApiMeta } from "trpc-openapi";
import { problemOf } from "./problem-of.ts";

/** What a procedure is given for one call. `caller` is null when there is no valid credential. */
export interface ApiContext {
  readonly verbs: Verbs;
  readonly caller: Caller | null;
  readonly requestId: string;
}

/** How a procedure shows itself in REST, beyond its address. */
export interface RestMeta {
  /** The scope that the caller needs; also the documented security. */
  readonly scope: Scope;
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
  /** The `ETag` of the answer, where it names a state that a write can be bound to; without it, a digest of the body. */
  readonly etag?: (output: never) => string;
  /** The input field that is the raw request body, instead of a JSON object. */
  readonly rawBody?: string;
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

/** The base of every procedure: knows its caller, checks the scope of its meta, and turns domain errors into tRPC's. */
export const procedure = trpc.procedure.use(async ({ ctx, meta, next }) => {
  const caller = authorize(ctx.caller, meta?.rest?.scope ?? "read");
  const result = await next({ ctx: { ...ctx, caller } });
  if (!result.ok && result.error.cause instanceof SuretyError) throw asTrpc(result.error.cause);
  return result;
});

/** The caller, when there is one and it has the scope; throws `unauthenticated` or `forbidden` otherwise. */
export function authorize(caller: Caller | null, scope: Scope): Caller {
  if (caller === null) throw asTrpc(new SuretyError("unauthenticated", "This call needs a credential."));
  if (!caller.scopes.includes(scope))
    throw asTrpc(
      new SuretyError("forbidden", `This call needs the scope ${scope}; the credential has ${caller.scopes.join(", ") || "none"}.`),
    );
  return caller;
}

function asTrpc(error: SuretyError): TRPCError {
  return new TRPCError({ code: ERRORS[error.code].trpc, message: error.message, cause: error });
}
