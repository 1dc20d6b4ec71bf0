import { Category, Change, ChangeCounts, Level } from "@surety/model/changes";
import { Dialect, SourceProblem } from "@surety/model/contracts";
import { IgnoredChange } from "@surety/model/diff-settings";
import { Exception } from "@surety/model/exceptions";
import { Finding, FindingCounts, Severity } from "@surety/model/findings";
import { Digest } from "@surety/model/ids";
import { IgnoredFinding } from "@surety/model/ignored-findings";
import { RulesetName } from "@surety/model/names";
import { Ruleset, RulesetListItem } from "@surety/model/rulesets";
import { Score } from "@surety/model/scores";
import { Identity } from "@surety/model/callers";
import { RecordedDeployment } from "@surety/model/deployments";
import { Verdict } from "@surety/model/verdicts";
import { PublishedVersion } from "@surety/model/versions";
import { Place, Snippet } from "@surety/model/places";
import { z } from "zod";
import { Config } from "../config.ts";

/** One document that a report is about. */
export const Subject = z.object({
  file: z.string(),
  rawDigest: Digest,
  contractDigest: Digest,
  dialect: Dialect,
  title: z.string(),
  apiVersion: z.string(),
});
export type Subject = z.infer<typeof Subject>;
const RuleError = z.object({ rule: z.string(), message: z.string() });

/** Where something stands in a document of several files. */
const inFile = { file: z.string().optional().describe("the file, from the document's folder; absent when it is the document itself") };
const FiledFinding = Finding.extend(inFile);
const Side = Place.extend({ snippet: Snippet.optional(), ...inFile }).nullable();
const FiledChange = Change.extend({
  base: Side.describe("where in the base; null when it is new"),
  revision: Side.describe("where in the revision; null when it is gone"),
});

/** By which rules a document was judged. */
const Rulesets = z.object({
  names: z.array(z.string()).describe("built-in names, files, npm packages and addresses; later ones lie on top"),
  by: z
    .enum(["option", "surety.json", "found", "default"])
    .describe("who says so; found: a .spectral file beside the document or above it"),
});
const Ignored = z
  .array(IgnoredFinding.extend({ finding: FiledFinding }))
  .describe("findings that an x-surety-ignore takes out of the count");

/** What `surety lint --fix` has done. */
const Fix = z.object({
  applied: z.array(z.object({ rule: z.string(), summary: z.string(), edits: z.int().min(1) })).describe("what was done, by rule"),
  left: z
    .array(z.object({ rule: z.string(), ...Place.shape, reason: z.string() }))
    .describe("what has a fix that the text does not allow, and why"),
  changedContract: z.boolean().describe("the contract digest is another one now"),
  written: z.boolean(),
  diff: z.string().nullable().describe("with --dry-run: what would be written, as a unified diff"),
});

/** What `surety lint --format json` prints. */
export const LintReport = z.object({
  document: Subject,
  base: Subject.nullable().describe("of --new-since; null without it"),
  rulesets: Rulesets,
  findings: z.array(FiledFinding).describe("those that count"),
  counts: FindingCounts,
  known: z.int().min(0).describe("findings that do not count: the base has them too, or their rules bind only new operations"),
  ignored: Ignored,
  ruleErrors: z.array(RuleError).describe("rules that failed themselves"),
  score: Score.describe("by all findings that are not ignored, known ones too"),
  fix: Fix.nullable().describe("null without --fix; the findings are those that are left"),
  failSeverity: Severity,
  answer: z
    .enum(["yes", "no", "unknown"])
    .describe("no: at least one finding that counts is at or above failSeverity; unknown: none is, but a rule could not run"),
});
export type LintReport = z.infer<typeof LintReport>;

/** What settings have done beside setting levels. */
const Weighing = z.object({
  ignored: z
    .array(z.object({ change: FiledChange, reason: z.string(), expires: z.string().nullable(), by: z.string().nullable() }))
    .describe("changes that do not count because of their fingerprints"),
  expired: z.array(IgnoredChange).describe("what was ignored until a day that has passed, and counts again"),
  stale: z.array(IgnoredChange).describe("what is to be ignored, and no change has"),
  off: z.int().min(0).describe("how many changes are of kinds that are turned off"),
});
export type Weighing = z.infer<typeof Weighing>;

/** What `surety diff --format json` prints. */
export const DiffReport = z.object({
  base: Subject,
  revision: Subject,
  identical: z
    .boolean()
    .describe("both mean the same on the wire: equal contract digests; names that only generated clients see may differ"),
  partial: z.string().nullable().describe("why the comparison is incomplete, when it is"),
  changes: z.array(FiledChange).describe("those that count, with the levels of the settings"),
  counts: ChangeCounts,
  ...Weighing.shape,
  answer: z.enum(["yes", "no", "unknown"]).describe("no: at least one change at or above --fail-on; unknown: the comparison is incomplete"),
});
export type DiffReport = z.infer<typeof DiffReport>;

/** What `surety check --format json` prints. */
export const CheckReport = z.object({
  document: Subject,
  base: Subject.nullable().describe("what it was compared with; null without --against"),
  findings: z.array(FiledFinding.extend({ isNew: z.boolean().describe("the base does not have it") })),
  findingCounts: FindingCounts,
  newFindingCounts: FindingCounts,
  rulesets: Rulesets,
  ignoredFindings: Ignored,
  ruleErrors: z.array(RuleError),
  changes: z.array(FiledChange).describe("those that count, with the levels of the settings"),
  changeCounts: ChangeCounts,
  ...Weighing.shape,
  identical: z.boolean().nullable(),
  partial: z.string().nullable(),
  answer: z.enum(["yes", "no", "unknown"]),
});
export type CheckReport = z.infer<typeof CheckReport>;

/** What `surety can-deploy --format json` prints. */
export const CanDeployReport = Verdict;

/** What `surety publish --format json` prints. */
export const PublishReport = PublishedVersion;
export type PublishReport = z.infer<typeof PublishReport>;

/** What `surety record-deployment --format json` prints. */
export const RecordDeploymentReport = RecordedDeployment;

/** What `surety accept --format json` prints. */
export const AcceptReport = Exception;

/** What `surety login --format json` prints. */
export const LoginReport = z.object({ url: z.string(), identity: Identity });
export type LoginReport = z.infer<typeof LoginReport>;

/** What `surety init --format json` prints. */
export const InitReport = z.object({
  file: z.string(),
  config: Config,
  framework: z.string().nullable().describe("the web framework that the folder seems to use"),
  exportCommand: z.string().nullable().describe("how that framework writes its contract"),
});
export type InitReport = z.infer<typeof InitReport>;

/** What `surety rulesets list --format json` prints. */
export const RulesetsListReport = z.object({ rulesets: z.array(RulesetListItem) });
export type RulesetsListReport = z.infer<typeof RulesetsListReport>;

const StoredVersion = z.object({
  name: RulesetName,
  version: z.int().min(1),
  etag: z.string().describe("names this version, for If-Match"),
});

/** What `surety rulesets pull --format json` prints. */
export const RulesetsPullReport = StoredVersion.extend({ file: z.string().describe("where the text was written") });
export type RulesetsPullReport = z.infer<typeof RulesetsPullReport>;

/** What `surety rulesets push --format json` prints. */
export const RulesetsPushReport = StoredVersion.extend({
  created: z.boolean().describe("there was none of the name"),
  changed: z.boolean().describe("false when the latest version has this text already"),
  ruleCount: z.int().min(0),
});
export type RulesetsPushReport = z.infer<typeof RulesetsPushReport>;

const explained = { name: z.string(), summary: z.string(), fix: z.string().describe("what to do about it") };

/** Why a rule exists, why a kind of change matters, what an error code means. */
export const Explanation = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("rule"),
    ...explained,
    severity: Severity,
    why: z.string(),
    bad: z.string().optional(),
    good: z.string().optional(),
    source: z.string(),
  }),
  z.object({
    type: z.literal("change"),
    ...explained,
    why: z.string(),
    category: Category.describe("the smallest category in which it counts"),
    fullLevel: Level.nullable().describe("its level where its category counts; null when that is decided for each change"),
    example: z.object({ base: z.string(), revision: z.string() }).nullable(),
    reported: Change.pick({ level: true, message: true, witness: true })
      .optional()
      .describe("what a comparison says about the example; absent in the list of all kinds"),
    steps: z.array(z.string()).describe("how to get there without breaking anyone; empty where nothing breaks"),
    source: z.string(),
  }),
  z.object({ type: z.literal("error"), ...explained, status: z.int() }),
]);
export type Explanation = z.infer<typeof Explanation>;

/** What `surety explain --format json` prints. */
export const ExplainReport = z.object({ explanations: z.array(Explanation) });
export type ExplainReport = z.infer<typeof ExplainReport>;

/** What every command prints with `--format json` when it cannot be carried out (exit codes 2 and 4). */
export const ErrorReport = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    hint: z.string().nullable(),
    file: z.string().nullable(),
    problems: z.array(SourceProblem),
  }),
  findings: z.array(Finding).describe("the problems of a document that is not a contract, as findings of `surety-document/…`"),
});
export type ErrorReport = z.infer<typeof ErrorReport>;

/** The published output formats: file name → schema. */
export const REPORT_SCHEMAS = {
  lint: LintReport,
  diff: DiffReport,
  check: CheckReport,
  publish: PublishReport,
  "can-deploy": CanDeployReport,
  "record-deployment": RecordDeploymentReport,
  accept: AcceptReport,
  login: LoginReport,
  init: InitReport,
  "rulesets-list": RulesetsListReport,
  "rulesets-show": Ruleset,
  "rulesets-pull": RulesetsPullReport,
  "rulesets-push": RulesetsPushReport,
  explain: ExplainReport,
  error: ErrorReport,
} as const;
