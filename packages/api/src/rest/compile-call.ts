import { SuretyError } from "@surety/model/errors";
import { type AnyProcedure, getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";
import { z } from "zod";
import { admit, type ApiContext, type ApiMeta, procedure as base, seal } from "../procedure.ts";

/** Calls one procedure with what a request held; throws what the call failed by. */
export type Call = (ctx: ApiContext, input: unknown) => Promise<unknown>;

/** What the steps of a procedure come to. */
interface Steps {
  readonly input: z.core.$ZodType & { parse(value: unknown): unknown };
  readonly output: Steps["input"];
  resolve(options: { readonly ctx: object; readonly input: unknown; readonly type: string; readonly path: string }): unknown;
}

/**
 * The call of a procedure that is built like nearly all: the steps of {@link base}, an input, an output, a resolver. tRPC
 * takes each step through a chain that copies the whole call, which costs as much as the rest of a short request; these
 * are the same steps in the same order without it. A procedure with further steps is called by tRPC.
 */
export function compileCall(name: string, procedure: AnyProcedure): Call {
  const { type } = procedure._def;
  // Invariant: procedures are only built by `procedure.ts`, whose meta is ApiMeta.
  const meta = procedure._def.meta as ApiMeta | undefined;
  const steps = stepsOf(procedure);
  if (steps === null)
    return async (ctx, input) =>
      procedure({ ctx, path: name, type, input, getRawInput: async () => input, signal: undefined, batchIndex: 0 });
  const { input: expected, output, resolve } = steps;
  return async (ctx, given) => {
    const admitted = admit(ctx.caller, given, { meta, type, path: name });
    const input = parse(expected, admitted.input);
    try {
      const answer = await resolve({ ctx: { ...ctx, caller: admitted.caller }, input, type, path: name });
      return seal(output.parse(answer), admitted);
    } catch (error) {
      throw error instanceof SuretyError ? error : getTRPCErrorFromUnknown(error);
    }
  };
}

function parse(schema: Steps["input"], value: unknown): unknown {
  try {
    return schema.parse(value);
  } catch (cause) {
    throw new TRPCError({ code: "BAD_REQUEST", cause });
  }
}

/** Null for a procedure that has other steps. */
function stepsOf({ _def }: AnyProcedure): Steps | null {
  const steps: unknown = Reflect.get(_def, "middlewares");
  const first: unknown = Object(Reflect.get(base._def, "middlewares"))[0];
  const resolve: unknown = Reflect.get(_def, "resolver");
  const output: unknown = Reflect.get(_def, "output");
  const input: unknown = _def.inputs[0];
  const isPlain = Array.isArray(steps) && steps.length === 4 && steps[0] === first && first !== undefined && _def.inputs.length === 1;
  if (!isPlain || !isSchema(input) || !isSchema(output) || !isResolver(resolve)) return null;
  return { input, output, resolve };
}

function isSchema(value: unknown): value is Steps["input"] {
  return value instanceof z.ZodType;
}

function isResolver(value: unknown): value is Steps["resolve"] {
  return typeof value === "function";
}
