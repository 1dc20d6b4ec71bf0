import { existsSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { Level } from "@surety/model/changes";
import type { Verdict } from "@surety/model/verdicts";
import type { Report } from "@surety/report/report";
import { reportOfDiff } from "@surety/report/report-of-diff";
import { reportOfFindings } from "@surety/report/report-of-findings";
import { reportOfVerdict } from "@surety/report/report-of-verdict";
import type { DocumentFile } from "../documents.ts";
import { isUrl } from "../is-url.ts";
import { weighingNotes } from "./weighing-notes.ts";
import type { CheckReport, DiffReport, LintReport } from "./reports.ts";
import { lintNotes, scoreText } from "./lint-notes.ts";
import { ruleErrorText } from "./rule-error-text.ts";

/** The lowest level that makes the answer no. */
export type FailOn = "breaking" | "risky" | "none";

const NO_HELP = new Map<string, never>();

/** What `lint` found. */
export function reportOfLint(lint: LintReport, file: DocumentFile, showIgnored: boolean): Report {
  const { document, base, findings, ignored, counts, ruleErrors, answer } = lint;
  const suppressed = ignored.map(({ finding, reason }) => ({
    ...filed(finding, file),
    suppressions: [{ by: "document" as const, reason }],
  }));
  return {
    ...reportOfFindings({
      subject: { name: document.file, file: pathOf(file), base: base?.file ?? null },
      findings: [...findings.map((finding) => filed(finding, file)), ...(showIgnored ? suppressed : [])],
      notes: [...lintNotes(lint), `Score ${scoreText(lint.score)}.`, ...ruleErrorNotes(ruleErrors)],
    }),
    counts: { findings: counts },
    answer,
  };
}

/** What `diff` found. */
export function reportOfComparison(
  { base, revision, changes, counts, partial, ...weighing }: DiffReport,
  file: DocumentFile,
  failOn: FailOn,
): Report {
  return reportOfDiff({
    subject: { name: revision.file, file: pathOf(file), base: base.file },
    changes: changes.map((change) => filedSides(change, file)),
    counts,
    partial,
    failOn,
    notes: weighingNotes(weighing),
  });
}

/** What `check` found; findings that the base has too are only counted. */
export function reportOfCheck(report: CheckReport, file: DocumentFile, failOn: FailOn): Report {
  const { document, base, findings, newFindingCounts, ruleErrors, changes, changeCounts, partial, answer } = report;
  const fresh = findings.filter(({ isNew }) => isNew);
  const old = findings.length - fresh.length;
  return {
    command: "check",
    subject: { name: document.file, file: pathOf(file), base: base?.file ?? null },
    answer,
    findings: fresh.map((finding) => filed(finding, file)),
    ...(base === null ? {} : { changes: changes.map((change) => filedSides(change, file)) }),
    counts: { findings: newFindingCounts, ...(base === null ? {} : { changes: changeCounts }) },
    stopsAt: stopsAt(failOn),
    partial,
    notes: [
      ...weighingNotes(report),
      ...(old > 0
        ? [`${old} ${old === 1 ? "finding is" : "findings are"} in the base too, and ${old === 1 ? "does" : "do"} not count.`]
        : []),
      ...ruleErrorNotes(ruleErrors),
    ],
    help: NO_HELP,
  };
}

function stopsAt(failOn: FailOn): Level[] {
  return failOn === "none" ? [] : failOn === "risky" ? ["breaking", "risky"] : ["breaking"];
}

/** A verdict; its positions are those of `document` when the checkout has it. */
export function reportOfDecision(verdict: Verdict, document: string | undefined): Report {
  return reportOfVerdict(verdict, document !== undefined && existsSync(document) ? repositoryPath(document) : null);
}

function ruleErrorNotes(errors: LintReport["ruleErrors"]): string[] {
  return errors.map((error) => ruleErrorText(error).replace(/^the rule/, "The rule"));
}

/** Names of files are from the document's folder; tools want paths. */
function filed<Placed extends { readonly file?: string | undefined }>(placed: Placed, { path, origin }: DocumentFile): Placed {
  const { file } = placed;
  if (file !== undefined && origin !== null && "fetched" in origin)
    return { ...placed, file: new URL(encodeURI(file), origin.fetched.url).href };
  return file === undefined || path === null ? placed : { ...placed, file: repositoryPath(resolve(dirname(path), file)) };
}

function filedSides(change: DiffReport["changes"][number], file: DocumentFile): DiffReport["changes"][number] {
  const { base, revision } = change;
  return { ...change, base: base && filed(base, file), revision: revision && filed(revision, file) };
}

function pathOf({ path }: DocumentFile): string | null {
  return path === null ? null : repositoryPath(path);
}

/** A path as CI shows it: from the root of GitHub's checkout, elsewhere from the working directory; absolute when it is outside. */
export function repositoryPath(path: string, env: NodeJS.ProcessEnv = process.env): string {
  if (isUrl(path)) return path;
  const absolute = resolve(path);
  const inside = relative(env["GITHUB_WORKSPACE"] || process.cwd(), absolute);
  return (inside === ".." || inside.startsWith(`..${sep}`) ? absolute : inside).split(sep).join("/");
}
