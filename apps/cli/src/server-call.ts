import type { SuretyClient } from "@surety/client/create-client";
import { CliError } from "./cli-error.ts";
import { type Credentials, findCredentials } from "./credentials.ts";
import { ExitCode } from "./exit-code.ts";

/** Opens the server that the options, the environment, surety.json or `surety login` name. */
export async function openServer(wanted: {
  option: string | undefined;
  config: string | undefined;
}): Promise<{ client: SuretyClient; credentials: Credentials }> {
  const credentials = await findCredentials(wanted);
  return { client: await connect(credentials), credentials };
}

/** The client of a server; nothing is sent yet. */
export async function connect(credentials: Credentials): Promise<SuretyClient> {
  const { createClient } = await import("@surety/client/create-client");
  const { serverFetch } = await import("./server-fetch.ts");
  return createClient({ ...credentials, fetch: serverFetch });
}

/**
 * Waits for an answer of the server and turns its failures into the CLI's.
 * @throws CliError with exit code 4 when the server did not answer, 2 when it refused.
 */
export async function callServer<Result>(url: string, call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    const { serverFailure } = await import("@surety/client/server-failure");
    const failure = serverFailure(error);
    if (failure === null) throw error;
    if (failure.type === "unreachable") {
      throw new CliError(`No Surety server answers at ${url}: ${failure.reason}.`, {
        code: "server_unreachable",
        exitCode: ExitCode.unreachable,
        hint: "Check the address and that the server runs. A gate that cannot be asked is never a yes.",
        cause: error,
      });
    }
    const { problem } = failure;
    throw new CliError(problem.detail, {
      code: problem.code,
      exitCode: problem.status >= 500 || problem.status === 429 ? ExitCode.unreachable : ExitCode.usage,
      hint: problem.requestId === undefined || problem.status < 500 ? problem.hint : `${problem.hint} (request ${problem.requestId})`,
      problems: (problem.errors ?? []).map(({ pointer, detail, line = 1, column = 1 }) => ({
        code: problem.code,
        fatal: true,
        pointer,
        message: detail,
        line,
        column,
      })),
      cause: error,
    });
  }
}
