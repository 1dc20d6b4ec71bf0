import { CliError } from "../cli-error.ts";
import { findConfig } from "../config.ts";
import { type Credentials, credentialsPath, findCredentials, saveCredentials } from "../credentials.ts";
import { ExitCode } from "../exit-code.ts";
import { colors } from "../output/colors.ts";
import type { Output } from "../output/output.ts";
import type { LoginReport } from "../output/reports.ts";
import { callServer, connect } from "../server-call.ts";

export interface LoginOptions {
  readonly url?: string;
  readonly token?: string;
  readonly oidc?: boolean;
}

/**
 * `surety login --url URL --token TOKEN`: checks a token with its server, then keeps it for later commands.
 * `--oidc` gets one for the CI run that this is.
 */
export async function login(options: LoginOptions, output: Output): Promise<ExitCode> {
  const config = await findConfig(process.cwd());
  const token = options.token === "-" ? await readToken() : options.token;
  const env = token === undefined ? process.env : { ...process.env, SURETY_TOKEN: token };
  const wanted = { option: options.url, config: config.url };
  const credentials = options.oidc === true ? await ciCredentials(wanted) : await findCredentials(wanted, env);
  const identity = await callServer(credentials.url, (await connect(credentials)).session.get.query());
  await saveCredentials(credentials);
  const report: LoginReport = { url: credentials.url, identity };
  if (output.format === "json") output.out(JSON.stringify(report, null, 2));
  else {
    output.out(
      [
        `${colors.green("✓")} signed in to ${credentials.url} as ${identity.name} of ${identity.organization.name}  ${colors.dim(`(${identity.scopes.join(", ")})`)}`,
        colors.dim(`  kept in ${credentialsPath()}, readable by you only`),
      ].join("\n"),
    );
  }
  return ExitCode.yes;
}

async function ciCredentials(wanted: { option: string | undefined; config: string | undefined }): Promise<Credentials> {
  const { exchangeCiToken } = await import("../ci-token.ts");
  // A word that is no token: only the address is wanted.
  const { url } = await findCredentials(wanted, { ...process.env, SURETY_TOKEN: "none" });
  return { url, ...(await exchangeCiToken(url, process.env)) };
}

async function readToken(): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin) text += String(chunk).slice(0, 4096);
  const token = text.trim();
  if (token === "")
    throw new CliError("Standard input has no token.", {
      code: "option_missing",
      hint: "For example `surety login --url URL --token - < token.txt`.",
    });
  return token;
}
