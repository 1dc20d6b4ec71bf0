import { countFindings } from "@surety/model/findings";
import { lintContract } from "@surety/engine-lint/lint-contract";
import { stat } from "node:fs/promises";
import { relative } from "node:path";
import { findingsInFiles } from "../bundled-contract.ts";
import { CliError } from "../cli-error.ts";
import { compare } from "../compare.ts";
import { findDiffSettings, type SettingOptions } from "../diff-settings.ts";
import { documentHeaders } from "../document-headers.ts";
import { type DocumentFile, loadDocument, readDocument } from "../documents.ts";
import { isUrl } from "../is-url.ts";
import { ExitCode } from "../exit-code.ts";
import { changeCountsText, changeText } from "../output/change-text.ts";
import { colors } from "../output/colors.ts";
import { countsText, explainCommand, findingText } from "../output/finding-text.ts";
import { MARKS } from "../output/marks.ts";
import type { Output } from "../output/output.ts";
import type { CheckReport } from "../output/reports.ts";
import { print } from "../output/print.ts";
import { weighingNotes } from "../output/weighing-notes.ts";
import type { FailOn } from "../output/report-of.ts";
import { subjectOf, subjectText } from "../output/subject.ts";

export interface CheckOptions extends SettingOptions {
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
  const contract = await readDocument(file);
  const linted = lintContract(contract);
  const baseFile = against === undefined ? null : await loadBase(against, { reference, headers, output });
  const base = baseFile && (await readDocument(baseFile));
  const compared = base && compare(base, contract, settings);
  const known = new Set(base ? lintContract(base).findings.map(({ fingerprint }) => fingerprint) : []);
  const findings = findingsInFiles(contract, linted.findings).map((finding) => ({ ...finding, isNew: !known.has(finding.fingerprint) }));
  const newFindingCounts = countFindings(findings.filter(({ isNew }) => isNew));
  const changeCounts = compared?.counts ?? { breaking: 0, risky: 0, safe: 0 };
  const stopped = failOn === "none" ? 0 : changeCounts.breaking + (failOn === "risky" ? changeCounts.risky : 0);
  const report: CheckReport = {
    document: subjectOf(file, contract),
    base: baseFile && base && subjectOf(baseFile, base),
    findings,
    findingCounts: countFindings(findings),
    newFindingCounts,
    ruleErrors: [...linted.ruleErrors],
    changes: compared?.changes ?? [],
    changeCounts,
    ...(compared?.weighing ?? { ignored: [], expired: [], stale: [], off: 0 }),
    identical: compared?.identical ?? null,
    partial: compared?.partial ?? null,
    answer: newFindingCounts.error + stopped > 0 ? "no" : compared?.partial ? "unknown" : "yes",
  };
  await print(output, report, { text, report: ({ reportOfCheck }) => reportOfCheck(report, file, failOn) });
  return ExitCode[report.answer];
}

interface BaseContext {
  /** The document that is checked. */
  readonly reference: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly output: Output;
}

/**
 * `--against` names a file, an address, `REVISION:PATH`, or a revision alone, which means the same path there; where it is not
 * committed, it is exported.
 */
async function loadBase(against: string, { reference, headers, output }: BaseContext): Promise<DocumentFile> {
  const isFile = await stat(against).then(
    (found) => found.isFile(),
    () => false,
  );
  if (isFile || against === "-" || against.includes(":")) return loadDocument(against, headers);
  if (isUrl(reference)) {
    throw new CliError(`--against ${against} means the same file there, and the document is no file: it is at an address.`, {
      code: "base_unclear",
      hint: `Name the file too, for example \`--against ${against}:openapi.yaml\`.`,
    });
  }
  try {
    return await loadDocument(`${against}:${relative(process.cwd(), reference)}`);
  } catch (error) {
    const { NotInRevision } = await import("../git.ts");
    if (!(error instanceof NotInRevision)) throw error;
    const { exportAtRevision } = await import("../export-at-revision.ts");
    const exported = await exportAtRevision(against, reference, output);
    if (exported === null) throw error;
    return exported;
  }
}

function text(report: CheckReport): string {
  const { document, base, findings, newFindingCounts, changes, changeCounts } = report;
  const lines = [`${subjectText(document)}${base ? `  against ${base.file}` : ""}`];
  const fresh = findings.filter(({ isNew }) => isNew);
  if (changes.length > 0 && base) lines.push(changeText(changes, { base: base.file, revision: document.file }));
  for (const note of weighingNotes(report)) lines.push(`  ${note}`);
  if (fresh.length > 0) lines.push(findingText(fresh));
  for (const error of report.ruleErrors) lines.push(`  the rule ${error.rule} failed itself: ${error.message}`);
  if (base) {
    const mark = MARKS[changeCounts.breaking > 0 ? "no" : report.partial === null ? "yes" : "unknown"];
    lines.push(`${mark} compatibility   ${report.identical ? "no changes: both contracts mean the same" : changeCountsText(changeCounts)}`);
    if (report.partial !== null) lines.push(`                  the comparison is incomplete: ${report.partial}`);
  }
  const old = findings.length - fresh.length;
  lines.push(
    `${MARKS[newFindingCounts.error > 0 ? "no" : "yes"]} lint            ${countsText(newFindingCounts)}${base ? ` new (${old} in the base)` : ""}`,
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
