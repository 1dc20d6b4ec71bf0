import { CliError } from "../cli-error.ts";
import { ExitCode } from "../exit-code.ts";
import { explanations } from "../explanations.ts";
import { changeOfExample } from "@surety/engine-diff/examples/change-of-example";
import { nearest } from "@surety/model/nearest";
import { explanationList, explanationText } from "../output/explanation-text.ts";
import { loadPatterns } from "../late-patterns.ts";
import type { Output } from "../output/output.ts";
import type { ExplainReport, Explanation } from "../output/reports.ts";

/** `surety explain [NAME]`: why a rule exists, why a kind of change breaks clients, what an error code means; all of them without a name. */
export async function explain(name: string | undefined, output: Output): Promise<ExitCode> {
  const known = explanations();
  const wanted = name === undefined ? known : await Promise.all(known.filter((explanation) => explanation.name === name).map(withReport));
  if (wanted.length === 0 && name !== undefined)
    throw unknown(
      name,
      known.map((explanation) => explanation.name),
    );
  const report: ExplainReport = { explanations: [...wanted] };
  if (output.format === "json") output.out(JSON.stringify(report, null, 2));
  else output.out(name === undefined ? explanationList(wanted) : wanted.map(explanationText).join("\n\n"));
  return ExitCode.yes;
}

/** A kind of change with what a comparison says about its example. */
async function withReport(explanation: Explanation): Promise<Explanation> {
  if (explanation.type !== "change") return explanation;
  await loadPatterns();
  const found = changeOfExample(explanation.name);
  if (found === null) return explanation;
  const { level, message, witness } = found.change;
  return { ...explanation, reported: { level, message, witness } };
}

function unknown(name: string, names: readonly string[]): CliError {
  const near = nearest(name, names);
  return new CliError(`Nothing is called ${JSON.stringify(name.slice(0, 200))}.`, {
    code: "name_unknown",
    hint:
      near === undefined
        ? "`surety explain` lists all names."
        : `Did you mean \`surety explain ${near}\`? \`surety explain\` lists all names.`,
  });
}
