import type { Report } from "@surety/report/report";
import type { CliError } from "../cli-error.ts";
import type { Output, ReportFormat } from "./output.ts";

type ReportBuilders = typeof import("./report-of.ts");

/** How a result looks in each format but JSON, which is the result itself. */
interface Views<Result> {
  readonly text: (result: Result) => string;
  readonly report: (builders: ReportBuilders) => Report | Promise<Report>;
}

/** Prints a result as its reader wants it. */
export async function print<Result extends object>(output: Output, result: Result, { text, report }: Views<Result>): Promise<void> {
  const { format } = output;
  if (format === "text" || format === "unix") output.out(text(result));
  else if (format === "json") output.out(JSON.stringify(result, null, 2));
  else output.out(await rendered(format, await report(await import("./report-of.ts"))));
}

async function rendered(format: ReportFormat, report: Report): Promise<string> {
  switch (format) {
    case "markdown":
      return (await import("@surety/report/render-markdown")).renderMarkdown(report);
    case "sarif": {
      const { ruleHelp } = await import("./rule-help.ts");
      return (await import("@surety/report/render-sarif")).renderSarif({ ...report, help: ruleHelp() });
    }
    case "junit":
      return (await import("@surety/report/render-junit")).renderJunit(report);
    case "github":
      return (await import("@surety/report/render-github")).renderGithub(report);
  }
}

/** A failure in the formats whose readers expect a document in any case. */
export async function renderFailure(format: "sarif" | "junit", error: CliError): Promise<string> {
  const { repositoryPath } = await import("./report-of.ts");
  const { code, message, problems, hint = null } = error;
  const file = error.file === undefined ? null : repositoryPath(error.file);
  const failure = { code, message, hint, file, problems };
  return format === "sarif"
    ? (await import("@surety/report/render-sarif")).renderSarifFailure(failure)
    : (await import("@surety/report/render-junit")).renderJunitFailure(failure);
}
