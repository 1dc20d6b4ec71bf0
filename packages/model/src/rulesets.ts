import { z } from "zod";
import { changeCondition } from "./conditions.ts";
import { Finding, FindingCounts, Severity } from "./findings.ts";
import { Digest } from "./ids.ts";
import { RulesetName, ServiceName, VersionName } from "./names.ts";
import { PageInput, pageOf, Timestamp } from "./pages.ts";
import { Score } from "./scores.ts";
import { DocumentBytes } from "./versions.ts";

/** Longest text of a ruleset, in bytes. */
export const MAX_RULESET_BYTES = 256 * 1024;

/** The rules that count where nobody chose others. */
export const DEFAULT_RULESET = "surety:recommended";

/** What a service can be judged by: a built-in ruleset, or a stored one as `org:NAME`. */
export const RulesetReference = z
  .string()
  .max(110)
  .regex(/^(?:surety:recommended|spectral:oas|org:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)$/, {
    error: "a ruleset: surety:recommended, spectral:oas, or org: and the name of a stored one, for example org:base",
  })
  .describe("`surety:recommended`, `spectral:oas`, or a stored ruleset as `org:NAME`")
  .brand<"RulesetReference">();
export type RulesetReference = z.infer<typeof RulesetReference>;

/** What `extends` can name: the same, and one version of a stored ruleset for good, as `org:NAME@3`. */
export const InheritedReference = z
  .string()
  .max(120)
  .regex(/^(?:surety:recommended|spectral:oas|org:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?(?:@[1-9][0-9]{0,8})?)$/)
  .describe("`surety:recommended`, `spectral:oas`, a stored ruleset as `org:NAME`, or one version of it as `org:NAME@3`")
  .brand<"InheritedReference">();
export type InheritedReference = z.infer<typeof InheritedReference>;

/** A stored ruleset; `version` is undefined where its latest one is meant. */
export interface StoredReference {
  readonly name: RulesetName;
  readonly version: number | undefined;
}

/** The stored ruleset that a reference names; null for a built-in one, and for what is no reference. */
export function storedReference(reference: string): StoredReference | null {
  const [, named, version] = /^org:([^@]+)(?:@([1-9][0-9]{0,8}))?$/.exec(reference) ?? [];
  const name = RulesetName.safeParse(named);
  return name.success ? { name: name.data, version: version === undefined ? undefined : Number(version) } : null;
}

export const ETag = z.string().min(1).max(500);
const text = z
  .string()
  .refine((value) => !/\p{Surrogate}/u.test(value), { error: "has half of a character in it" })
  .describe("the ruleset itself, in Spectral's format, as YAML or JSON");

/** What is wrong with the text of a ruleset. */
export const RulesetProblem = z.object({
  rule: z.string().nullable().describe("the rule that cannot run; null when the whole ruleset cannot be read"),
  message: z.string(),
  line: z.int().min(1),
  column: z.int().min(1),
});
export type RulesetProblem = z.infer<typeof RulesetProblem>;

/** One text of a ruleset: immutable. */
export const RulesetVersion = z.object({
  name: RulesetName,
  version: z.int().min(1).describe("counts from 1"),
  digest: Digest.describe("SHA-256 of the text"),
  extends: z.array(RulesetReference).describe("the rulesets that it extends, without their versions"),
  inherits: z.array(InheritedReference).describe("the same, with the versions where `extends` names them"),
  ruleCount: z.int().min(0).describe("rules that ran when it was saved, inherited ones too"),
  author: z.string(),
  createdAt: Timestamp,
});
export type RulesetVersion = z.infer<typeof RulesetVersion>;

export const Ruleset = RulesetVersion.extend({
  source: z.string(),
  etag: z.string().describe("for If-Match: names this version"),
});
export type Ruleset = z.infer<typeof Ruleset>;

/** As the list shows it: its latest version, and who uses it. */
export const RulesetListItem = RulesetVersion.extend({
  isDefault: z.boolean().describe("judges the services that have not chosen another"),
  services: z.int().min(0).describe("services that have chosen it"),
});
export type RulesetListItem = z.infer<typeof RulesetListItem>;

export const GetRulesetInput = z.strictObject({
  ruleset: RulesetName,
  version: z.int().min(1).optional().describe("an earlier version; the latest when it is left out"),
});
export type GetRulesetInput = z.infer<typeof GetRulesetInput>;
export const ListRulesetsInput = PageInput;
export type ListRulesetsInput = PageInput;
export const RulesetPage = pageOf(RulesetListItem);
export const ListRulesetVersionsInput = PageInput.extend({ ruleset: RulesetName });
export type ListRulesetVersionsInput = z.infer<typeof ListRulesetVersionsInput>;
export const RulesetVersionPage = pageOf(RulesetVersion);

export const PutRulesetInput = z.strictObject({
  ruleset: RulesetName,
  source: DocumentBytes,
  ifMatch: ETag.optional().describe("the `ETag` of the version that was edited: refused with 412 when there is a newer one"),
  ifNoneMatch: ETag.optional().describe("`*`: refused with 412 when there is a ruleset of the name"),
});
export type PutRulesetInput = z.infer<typeof PutRulesetInput>;
export const PutRulesetResult = z.object({ created: z.boolean(), changed: z.boolean(), ruleset: Ruleset });
export type PutRulesetResult = z.infer<typeof PutRulesetResult>;
export const DeleteRulesetInput = z.strictObject({ ruleset: RulesetName, ...changeCondition });
export type DeleteRulesetInput = z.infer<typeof DeleteRulesetInput>;

/** The ruleset of the services that have not chosen one. */
export const DefaultRuleset = z.object({ ruleset: RulesetReference });
export type DefaultRuleset = z.infer<typeof DefaultRuleset>;
export const PutDefaultRulesetInput = z.strictObject({ ruleset: RulesetReference, ...changeCondition });
export type PutDefaultRulesetInput = z.infer<typeof PutDefaultRulesetInput>;

/** What a ruleset would find in a version's contract. Nothing is stored. */
export const PreviewLintInput = z.strictObject({
  service: ServiceName,
  version: VersionName,
  source: text.max(MAX_RULESET_BYTES),
  ruleset: RulesetName.optional().describe("the stored ruleset to compare with; without it, the rules that judge the service now"),
});
export type PreviewLintInput = z.infer<typeof PreviewLintInput>;

export const PreviewRule = z.object({
  rule: z.string(),
  severity: Severity,
  findings: z.int().min(0),
  before: z.int().min(0),
  appeared: z.int().min(0),
  gone: z.int().min(0),
});
export type PreviewRule = z.infer<typeof PreviewRule>;

export const LintPreview = z.object({
  problems: z.array(RulesetProblem).describe("what is wrong with the ruleset; it cannot be saved with these"),
  result: z
    .object({
      comparedWith: z.string().describe("the rules before, for example `org:base@3`"),
      counts: FindingCounts,
      rules: z.array(PreviewRule).describe("those with a finding before or now"),
      findings: z.array(Finding.extend({ isNew: z.boolean() })).describe("at most 200, the new ones first"),
      gone: z.array(Finding).describe("at most 100 that would not be found any more"),
      score: z.object({ before: Score, after: Score }),
      ruleErrors: z.array(z.object({ rule: z.string(), message: z.string() })).describe("rules that failed on this contract"),
    })
    .nullable()
    .describe("null when the ruleset cannot be read"),
});
export type LintPreview = z.infer<typeof LintPreview>;
