import { EnvironmentName } from "@surety/model/names";
import { CliError } from "../cli-error.ts";
import { findConfig } from "../config.ts";
import { ExitCode } from "../exit-code.ts";
import { parseName, parseTarget } from "../names.ts";
import type { Output } from "../output/output.ts";
import { callServer, openServer } from "../server-call.ts";
import { colors } from "../output/colors.ts";

export interface RecordDeploymentOptions {
  readonly to?: string;
  readonly url?: string;
  /** Keep the service's other deployments there as active. */
  readonly parallel: boolean;
}

/** `surety record-deployment SERVICE@VERSION --to ENVIRONMENT`: says that a version now runs there. */
export async function recordDeployment(target: string | undefined, options: RecordDeploymentOptions, output: Output): Promise<ExitCode> {
  const config = await findConfig(process.cwd());
  const { service, version } = await parseTarget(target);
  const to = options.to ?? config.environment;
  if (to === undefined)
    throw new CliError("Deployed to where?", {
      code: "option_missing",
      hint: "Add --to production, or keep `environment` in surety.json.",
    });
  const environment = parseName(EnvironmentName, to, "--to");
  const { client, credentials } = await openServer({ option: options.url, config: config.url });
  const recorded = await callServer(
    credentials.url,
    client.deployments.record.mutate({ service, version, environment, mode: options.parallel ? "parallel" : "replace" }),
  );
  if (output.format === "json") output.out(JSON.stringify(recorded, null, 2));
  else
    output.out(
      `${colors.green("✓")} ${service} ${version} ${recorded.created ? "is recorded as running in" : "was recorded already as running in"} ${environment}`,
    );
  return ExitCode.yes;
}
