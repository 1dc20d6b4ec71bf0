import { countFindings } from "@surety/model/findings";
import { loadBase } from "../base-document.ts";
import { findingsInFiles } from "../bundled-contract.ts";
import { compare } from "../compare.ts";
import { findDiffSettings, type SettingOptions } from "../diff-settings.ts";
import { documentHeaders } from "../document-headers.ts";
import { loadDocument, readComparable } from "../documents.ts";
import { ExitCode } from "../exit-code.ts";
import { judgeDocument } from "../lint/judge-document.ts";
import { failing, findLintSettings, type LintSettingOptions } from "../lint/lint-settings.ts";
import { loadRulesetFor } from "../lint/load-ruleset.ts";
import { changeText, comparisonText } from "../output/change-text.ts";
import { colors } from "../output/colors.ts";
import { countsText, explainCommand, findingText } from "../output/finding-text.ts";
import { MARKS } from "../output/marks.ts";
import type { Output } from "../output/output.ts";
import type { CheckReport } from "../output/reports.ts";
import { print } from "../output/print.ts";
import { weighingNotes } from "../output/weighing-notes.ts";
import type { FailOn } from "../output/report-of.ts";
import { ruleErrorText } from "../output/rule-error-text.ts";
import { subjectOf, subjectText } from "../output/subject.ts";

export interface CheckOptions extends SettingOptions, Pick<LintSettingOptions, "failSeverity"> {
  readonly ruleset: readonly string[];
  readonly failOn: FailOn;
  readonly against?: string;
  /** For documents that are fetched. */
  readonly header: readonly string[];
}

/**
 * `surety check DOCUMENT --against BASE`: lint and diff together, offline. With a base, only findings that it
 * does not have count. Exit code 1 when there is a new error or a breaking change.
 */
export async function check(reference: string, options: CheckOptions, output: Output): Promise<ExitCode> {
  const { against, header, failOn } = options;
  const settings = await findDiffSettings(process.cwd(), options);
  const headers = documentHeaders(header, [reference, against]);
  const file = await loadDocument(reference, headers);
  const contract = await readComparable(file);
  const rules = await loadRulesetFor(file, options.ruleset);
  const { failSeverity, newOperationsOnly } = await findLintSettings({ ...options, newOperationsOnly: [] });
  const baseFile = against === undefined ? null : await loadBase(against, { reference, headers, output, option: "--against" });
  const base = baseFile && (await readComparable(baseFile));
  const compared = base && compare(base, contract, settings);
  const judged = judgeDocument(contract, rules, { base, newOperationsOnly });
  const known = new Set(judged.known);
  const all = [...judged.findings, ...judged.known].sort((a, b) => a.line - b.line || a.column - b.column);
  const isNew = all.map((finding) => !known.has(finding));
  const findings = findingsInFiles(contract, all).map((finding, index) => ({ ...finding, isNew: isNew[index] ?? true }));
  const newFindingCounts = countFindings(findings.filter((finding) => finding.isNew));
  const changeCounts = compared?.counts ?? { breaking: 0, risky: 0, safe: 0 };
  const stopped = failOn === "none" ? 0 : changeCounts.breaking + (failOn === "risky" ? changeCounts.risky : 0);
  const report: CheckReport = {
    document: subjectOf(file, contract),
    base: baseFile && base && subjectOf(baseFile, base),
    findings,
    findingCounts: countFindings(findings),
    newFindingCounts,
    rulesets: { names: [...rules.names], by: rules.by },
    ignoredFindings: judged.ignored.map((each) => ({ ...each, finding: findingsInFiles(contract, [each.finding])[0] ?? each.finding })),
    ruleErrors: [...judged.ruleErrors],
    changes: compared?.changes ?? [],
    changeCounts,
    ...(compared?.weighing ?? { ignored: [], expired: [], stale: [], off: 0 }),
    identical: compared?.identical ?? null,
    partial: compared?.partial ?? null,
    answer:
      failing(newFindingCounts, failSeverity) + stopped > 0 ? "no" : compared?.partial || judged.ruleErrors.length > 0 ? "unknown" : "yes",
  };
  await print(output, report, { text, report: ({ reportOfCheck }) => reportOfCheck(report, file, failOn) });
  return ExitCode[report.answer];
}

function text(report: CheckReport): string {
  const { document, base, findings, newFindingCounts, changes, changeCounts } = report;
  const lines = [`${subjectText(document)}${base ? `  against ${base.file}` : ""}`];
  const fresh = findings.filter(({ isNew }) => isNew);
  if (changes.length > 0 && base) lines.push(changeText(changes, { base: base.file, revision: document.file }));
  for (const note of weighingNotes(report)) lines.push(`  ${note}`);
  if (fresh.length > 0) lines.push(findingText(fresh));
  for (const error of report.ruleErrors) lines.push(`  ${ruleErrorText(error)}`);
  if (base) {
    const mark = MARKS[changeCounts.breaking > 0 ? "no" : report.partial === null ? "yes" : "unknown"];
    lines.push(`${mark} compatibility   ${comparisonText(report, changeCounts)}`);
    if (report.partial !== null) lines.push(`                  the comparison is incomplete: ${report.partial}`);
  }
  const old = findings.length - fresh.length;
  lines.push(
    `${MARKS[newFindingCounts.error > 0 ? "no" : report.ruleErrors.length > 0 ? "unknown" : "yes"]} lint            ${countsText(newFindingCounts)}${base ? ` new (${old} in the base)` : ""}`,
  );
  lines.push(`${colors.dim("next")}   ${nextStep(report)}`);
  return lines.join("\n");
}

function nextStep({ base, findings, changes, answer }: CheckReport): string {
  if (base === null) return "name what is deployed, to see what would break: --against origin/main, or a file";
  if (answer === "yes") return "surety publish, then surety can-deploy";
  const [first] = changes;
  const command = first && first.level !== "safe" ? `surety explain ${first.kind}` : explainCommand(findings.filter(({ isNew }) => isNew));
  return command ?? "correct the document, then check again";
}
