import { countFindings } from "@surety/model/findings";
import { join, dirname } from "node:path";
import { loadBase } from "../base-document.ts";
import { BundledContract, findingsInFiles } from "../bundled-contract.ts";
import { CliError } from "../cli-error.ts";
import { CONFIG_FILE, locateConfig } from "../config.ts";
import { documentHeaders } from "../document-headers.ts";
import { type DocumentFile, loadDocument, readDocument } from "../documents.ts";
import type { Output } from "../output/output.ts";
import type { LintReport } from "../output/reports.ts";
import { subjectOf } from "../output/subject.ts";
import { judgeDocument } from "./judge-document.ts";
import { failing, fails, findLintSettings, type LintSettingOptions } from "./lint-settings.ts";
import { type LoadedRuleset, loadRulesetFor } from "./load-ruleset.ts";

export interface LintOptions extends LintSettingOptions {
  /** For documents that are fetched. */
  readonly header: readonly string[];
  readonly ruleset: readonly string[];
  readonly displayOnlyFailures: boolean;
  readonly showIgnored: boolean;
  readonly fix: boolean;
  readonly dryRun: boolean;
  readonly watch: boolean;
}

export interface LintRun {
  readonly report: LintReport;
  readonly file: DocumentFile;
  /** Absolute paths of all that was read from the disk, to watch. */
  readonly files: ReadonlySet<string>;
}

/** One lint, from the arguments to the report. With --fix the file is written, and the report is about what it is then. */
export async function runLint(reference: string, options: LintOptions, output: Output): Promise<LintRun> {
  const settings = await findLintSettings(options);
  const headers = documentHeaders(options.header, [reference, settings.newSince]);
  const given = await loadDocument(reference, headers);
  const rules = await loadRulesetFor(given, options.ruleset);
  const contractBefore = await readDocument(given);
  const fixed = options.fix ? await (await import("./fix-lint.ts")).fixLint(given, contractBefore, rules, options.dryRun) : null;
  const { file, contract } = fixed ?? { file: given, contract: contractBefore };
  const baseFile =
    settings.newSince === undefined ? null : await loadBase(settings.newSince, { reference, headers, output, option: "--new-since" });
  if (baseFile === null && options.newOperationsOnly.length > 0) throw needsBase();
  const base = baseFile && (await readDocument(baseFile));
  const judged = judgeDocument(contract, rules, { base, newOperationsOnly: settings.newOperationsOnly });
  const findings = findingsInFiles(contract, judged.findings);
  const counts = countFindings(findings);
  const report: LintReport = {
    document: subjectOf(file, contract),
    base: baseFile && base && subjectOf(baseFile, base),
    rulesets: { names: [...rules.names], by: rules.by },
    findings: options.displayOnlyFailures ? findings.filter(({ severity }) => fails(severity, settings.failSeverity)) : findings,
    counts,
    known: judged.known.length,
    ignored: judged.ignored.map((each) => ({ ...each, finding: findingsInFiles(contract, [each.finding])[0] ?? each.finding })),
    ruleErrors: [...judged.ruleErrors],
    score: judged.score,
    fix: fixed?.fix ?? null,
    failSeverity: settings.failSeverity,
    answer: failing(counts, settings.failSeverity) > 0 ? "no" : judged.ruleErrors.length > 0 ? "unknown" : "yes",
  };
  return { report, file, files: await filesOf(file, contract, rules) };
}

async function filesOf({ path }: DocumentFile, contract: unknown, rules: LoadedRuleset): Promise<Set<string>> {
  const config = join((await locateConfig(process.cwd()))?.folder ?? process.cwd(), CONFIG_FILE);
  if (path === null) return new Set([config, ...rules.files]);
  const parts = contract instanceof BundledContract ? contract.partNames : [];
  return new Set([path, config, ...parts.map((name) => join(dirname(path), name)), ...rules.files]);
}

function needsBase(): CliError {
  return new CliError("--new-operations-only says which rules bind new operations only, and nothing says since when.", {
    code: "option_missing",
    hint: "Name what is old: `--new-since origin/main`, or `newSince` in `lint` of surety.json.",
  });
}

/** How many findings are not listed because of --display-only-failures. */
export function unlisted({ findings, counts }: LintReport): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0) - findings.length;
}
