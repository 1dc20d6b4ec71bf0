import { pino, type SerializedError } from "pino";
import { withoutParameters } from "./without-parameters.ts";

/** How an error stands in the log: its type, code, message and stack, and what caused it, without values of statements. */
export function errorWithoutSecrets(error: unknown): unknown {
  return error instanceof Error ? shown(pino.stdSerializers.errWithCause(error)) : error;
}

function shown({ type, message, stack, code, cause }: SerializedError): Record<string, unknown> {
  return {
    type,
    code,
    message: withoutParameters(message),
    stack: withoutParameters(stack),
    ...(cause === undefined ? {} : { cause: shown(cause) }),
  };
}
