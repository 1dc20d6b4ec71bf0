import type { Caller, Scope } from "@surety/model/callers";
import type { ErrorCode } from "@surety/model/errors";
import { ERRORS, Problem, SuretyError } from "@surety/model/errors";
import type { Verbs } from "@surety/domain/verbs";
import { initTRPC, TRPCError } from "@trpc/server";
import type { OpenApiMeta } from "trpc-openapi";
import { ZodError } from "zod";

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
  /** The input field that is the raw request body, instead of a JSON object. */
  readonly rawBody?: string;
  /** Codes that it can answer beside the common ones. */
  readonly errors: readonly ErrorCode[];
}

/** Checks the functions of a {@link RestMeta} against the procedure's output type. */
export function rest<Output>(
  meta: Omit<RestMeta, "created" | "location"> & {
    readonly created?: (output: Output) => boolean;
    readonly location?: (output: Output) => string;
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
    errorFormatter: ({ shape, error, ctx }) => ({
      ...shape,
      message: problemOf(error, ctx?.requestId).detail,
      data: { httpStatus: shape.data.httpStatus, code: shape.data.code, path: shape.data.path, problem: problemOf(error, ctx?.requestId) },
    }),
  });

export const router = trpc.router;

/** The base of every procedure: knows its caller, checks the scope of its meta, and turns domain errors into tRPC's. */
export const procedure = trpc.procedure.use(async ({ ctx, meta, next }) => {
  if (ctx.caller === null) throw asTrpc(new SuretyError("unauthenticated", "This call needs a credential."));
  const scope = meta?.rest?.scope ?? "read";
  if (!ctx.caller.scopes.includes(scope)) throw asTrpc(new SuretyError("forbidden", `This call needs the scope ${scope}.`));
  const result = await next({ ctx: { ...ctx, caller: ctx.caller } });
  if (!result.ok && result.error.cause instanceof SuretyError) throw asTrpc(result.error.cause);
  return result;
});

function asTrpc(error: SuretyError): TRPCError {
  return new TRPCError({ code: ERRORS[error.code].trpc, message: error.message, cause: error });
}

/** The RFC 9457 body for any failure of a procedure; what is unexpected shows nothing of its cause. */
export function problemOf(error: unknown, requestId?: string): Problem {
  const cause = error instanceof TRPCError ? (error.cause ?? error) : error;
  if (cause instanceof SuretyError) return problem(cause, requestId);
  if (cause instanceof ZodError && error instanceof TRPCError && error.code === "BAD_REQUEST") {
    const errors = cause.issues.map((issue) => ({
      pointer: issue.path.map((token) => `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""),
      detail: issue.message,
    }));
    const first = errors[0];
    return problem(new SuretyError("invalid_input", first ? `${first.pointer || "The input"}: ${first.detail}` : "The input is not valid.", { errors }), requestId);
  }
  if (error instanceof TRPCError) {
    if (error.code === "NOT_FOUND") return problem(new SuretyError("route_not_found", "There is no such procedure."), requestId);
    if (error.code === "METHOD_NOT_SUPPORTED") return problem(new SuretyError("method_not_allowed", error.message), requestId);
    if (error.code === "UNSUPPORTED_MEDIA_TYPE") return problem(new SuretyError("unsupported_media_type", error.message), requestId);
    if (error.code === "PAYLOAD_TOO_LARGE") return problem(new SuretyError("document_too_large", error.message), requestId);
    if (error.code === "BAD_REQUEST" || error.code === "PARSE_ERROR") return problem(new SuretyError("malformed_request", "The request cannot be read."), requestId);
  }
  return problem(new SuretyError("internal", "Something went wrong while answering this call."), requestId);
}

function problem(error: SuretyError, requestId: string | undefined): Problem {
  const entry = ERRORS[error.code];
  return {
    type: `/docs/errors/${error.code}`,
    title: entry.title,
    status: entry.status,
    code: error.code,
    detail: error.message,
    hint: error.hint,
    ...(requestId === undefined ? {} : { requestId }),
    ...(error.errors.length === 0 ? {} : { errors: [...error.errors] }),
  };
}
