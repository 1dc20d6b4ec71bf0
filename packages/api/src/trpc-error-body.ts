import { ERRORS, type Problem } from "@surety/model/errors";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";

/** A problem as tRPC's clients read it, for what is refused before a procedure is reached. */
export function trpcErrorBody(problem: Problem): object {
  const { trpc } = ERRORS[problem.code];
  return {
    error: {
      message: problem.detail,
      code: TRPC_ERROR_CODES_BY_KEY[trpc],
      data: { httpStatus: problem.status, code: trpc, problem },
    },
  };
}
