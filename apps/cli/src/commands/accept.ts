import { Day } from "@surety/model/diff-settings";
import type { ExceptionSubject } from "@surety/model/exceptions";
import { Fingerprint } from "@surety/model/ids";
import { EnvironmentName, ServiceName } from "@surety/model/names";
import { CliError } from "../cli-error.ts";
import { findConfig } from "../config.ts";
import { ExitCode } from "../exit-code.ts";
import { parseName } from "../names.ts";
import { colors } from "../output/colors.ts";
import type { Output } from "../output/output.ts";
import { printable } from "../output/printable.ts";
import { callServer, openServer } from "../server-call.ts";

export interface AcceptOptions {
  readonly until?: string;
  readonly reason?: string;
  readonly service?: string;
  /** One environment; all of them when it is left out. */
  readonly to?: string;
  readonly finding: boolean;
  readonly url?: string;
}

/** `surety accept FINGERPRINT --until DAY --reason TEXT`: answers for a change or a finding, on the server. */
export async function accept(fingerprint: string, options: AcceptOptions, output: Output): Promise<ExitCode> {
  const config = await findConfig(process.cwd());
  const needed = (value: string | undefined, question: string, hint: string): string => {
    if (value !== undefined) return value;
    throw new CliError(question, { code: "option_missing", hint });
  };
  const subject: ExceptionSubject = options.finding ? "finding" : "change";
  const input = {
    subject,
    fingerprint: parseName(Fingerprint, fingerprint, "fingerprint"),
    service: parseName(
      ServiceName,
      needed(options.service ?? config.service, "Of which service?", "Add --service orders, or keep `service` in surety.json."),
      "--service",
    ),
    reason: needed(options.reason, "Why?", 'Add --reason "…": it stands in every verdict that counts on it.'),
    expires: parseName(Day, needed(options.until, "Until when?", "Add --until 2027-01-31: nothing is accepted for good."), "--until"),
    ...(options.to === undefined ? {} : { environment: parseName(EnvironmentName, options.to, "--to") }),
  };
  const { client, credentials } = await openServer({ option: options.url, config: config.url });
  const exception = await callServer(credentials.url, client.exceptions.create.mutate(input));
  if (output.format === "json") output.out(JSON.stringify(exception, null, 2));
  else {
    const { service, environment, expires, author } = printable(exception);
    output.out(
      `${colors.green("✓")} ${author} answers for the ${subject} ${input.fingerprint} of ${service} in ${environment ?? "every environment"}, until ${expires}`,
    );
    output.out(`${colors.dim("next")}   surety can-deploy ${service}@VERSION --to ${environment ?? "production"}`);
  }
  return ExitCode.yes;
}
