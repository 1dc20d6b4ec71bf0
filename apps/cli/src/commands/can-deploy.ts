import { EnvironmentName } from "@surety/model/names";
import type { Verdict } from "@surety/model/verdicts";
import { CliError } from "../cli-error.ts";
import { findConfig } from "../config.ts";
import { ExitCode } from "../exit-code.ts";
import { parseName, parseTarget } from "../names.ts";
import { type Output, sayWaiting } from "../output/output.ts";
import { print } from "../output/print.ts";
import { verdictText } from "../output/verdict-text.ts";
import { pollUntil } from "../poll-until.ts";
import { callServer, openServer } from "../server-call.ts";

export interface CanDeployOptions {
  readonly to?: string;
  readonly url?: string;
  /** Seconds to wait for checks that the answer needs; 0 does not wait. */
  readonly wait: number;
}

/** `surety can-deploy SERVICE@VERSION --to ENVIRONMENT`: the exit code is the answer. */
export async function canDeploy(target: string | undefined, options: CanDeployOptions, output: Output): Promise<ExitCode> {
  const config = await findConfig(process.cwd());
  const { service, version } = await parseTarget(target);
  const to = options.to ?? config.environment;
  if (to === undefined)
    throw new CliError("Deploy to where?", { code: "option_missing", hint: "Add --to production, or keep `environment` in surety.json." });
  const environment = parseName(EnvironmentName, to, "--to");
  const { client, credentials } = await openServer({ option: options.url, config: config.url });
  const verdict: Verdict = await pollUntil({
    ask: () => callServer(credentials.url, client.verdicts.get.query({ service, version, environment })),
    until: ({ settled, answer }) => settled || answer === "no",
    waitSeconds: options.wait,
    onWait: () => sayWaiting(output, options.wait),
  });
  await print(output, verdict, {
    text: verdictText,
    report: ({ reportOfDecision }) => reportOfDecision(verdict, config.document),
  });
  return ExitCode[verdict.answer];
}
