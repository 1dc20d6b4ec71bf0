import { Problem } from "@surety/model/errors";
import { ExchangedToken, type ExchangeTokenInput } from "@surety/model/trusted-publishers";
import { z } from "zod";
import { CliError } from "./cli-error.ts";
import { ExitCode } from "./exit-code.ts";
import { serverFetch } from "./server-fetch.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Whether this process runs in a CI job that can prove which one it is. */
export function isCiRun(env: Env): boolean {
  return Boolean(env["SURETY_ID_TOKEN"] || (env["ACTIONS_ID_TOKEN_REQUEST_URL"] && env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]));
}

/**
 * Exchanges the OpenID Connect token of this CI run for one of the server: GitHub Actions gives it when the job has
 * `id-token: write`, GitLab CI as SURETY_ID_TOKEN when `id_tokens` names it.
 * @throws CliError when the CI gives none, or the server does not take it.
 */
export async function exchangeCiToken(url: string, env: Env): Promise<{ readonly token: string; readonly expiresAt: string }> {
  const subjectToken = env["SURETY_ID_TOKEN"] || (await githubToken(url, env));
  const organization = env["SURETY_ORGANIZATION"];
  const input: ExchangeTokenInput = { subjectToken, ...(organization ? { organization } : {}) };
  const { status, body } = await ask(`${url}/v1/token-exchanges`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  const exchanged = ExchangedToken.safeParse(body);
  if (exchanged.success) return { token: exchanged.data.accessToken, expiresAt: exchanged.data.expiresAt };
  const problem = Problem.safeParse(body);
  throw new CliError(problem.success ? problem.data.detail : `${url} does not exchange tokens of CI runs (HTTP ${status}).`, {
    code: problem.success ? problem.data.code : "oidc_unavailable",
    exitCode: status >= 500 || status === 429 ? ExitCode.unreachable : ExitCode.usage,
    hint: problem.success ? problem.data.hint : "Check the address, and that the server is new enough.",
  });
}

const GivenToken = z.object({ value: z.string().min(1) });

/** https://docs.github.com/en/actions/reference/security/oidc */
async function githubToken(url: string, env: Env): Promise<string> {
  const [address, secret] = [env["ACTIONS_ID_TOKEN_REQUEST_URL"], env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]];
  if (!address || !secret || !URL.canParse(address)) throw unavailable("This is no CI run that can prove which one it is.");
  const asked = new URL(address);
  asked.searchParams.set("audience", url);
  const { status, body } = await ask(asked.href, { headers: { authorization: `Bearer ${secret}` } });
  const given = GivenToken.safeParse(body);
  if (!given.success) throw unavailable(`GitHub Actions gives this run no token (HTTP ${status}).`);
  return given.data.value;
}

function unavailable(message: string): CliError {
  return new CliError(message, {
    code: "oidc_unavailable",
    hint: "In GitHub Actions, give the job `permissions: id-token: write`; in GitLab CI, name SURETY_ID_TOKEN under `id_tokens`. See docs/trusted-publishers.md.",
  });
}

async function ask(address: string, init: { method?: string; headers: Record<string, string>; body?: string }) {
  try {
    const answer = await serverFetch(address, init);
    const body: unknown = await answer.json();
    return { status: answer.status, body };
  } catch (cause) {
    const { host } = new URL(address);
    throw new CliError(`${host} does not answer: ${cause instanceof Error ? cause.message : String(cause)}.`, {
      code: "server_unreachable",
      exitCode: ExitCode.unreachable,
      hint: "Check the address and that the server runs. A gate that cannot be asked is never a yes.",
      cause,
    });
  }
}
