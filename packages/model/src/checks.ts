import { z } from "zod";
import { CheckId } from "./ids.ts";
import { Finding, FindingCounts, Severity } from "./findings.ts";
import { Exception } from "./exceptions.ts";
import { FindingIgnore } from "./ignored-findings.ts";
import { ServiceName, VersionName } from "./names.ts";
import { PageInput, pageOf, Timestamp } from "./pages.ts";
import { Score } from "./scores.ts";

/** `lint`: design rules on the contract. `diff`: comparison with what is deployed and with the version before. */
export const CheckKind = z.enum(["lint", "diff"]);
export type CheckKind = z.infer<typeof CheckKind>;

/** How a settled check ended. `errored` is our failure, never the contract's. */
export const CheckOutcome = z.discriminatedUnion("verdict", [
  z.object({ verdict: z.literal("passed"), summary: z.string() }),
  z.object({ verdict: z.literal("failed"), summary: z.string(), fingerprints: z.array(z.string()).min(1).max(100) }),
  z.object({ verdict: z.literal("errored"), summary: z.string(), code: z.string() }),
  z.object({ verdict: z.literal("skipped"), summary: z.string() }),
]);
export type CheckOutcome = z.infer<typeof CheckOutcome>;

/** The fingerprints that have failed a check. */
export function failedBy(outcome: CheckOutcome | null): readonly string[] {
  return outcome?.verdict === "failed" ? outcome.fingerprints : [];
}

/** One piece of work on a version. */
export const Check = z.object({
  id: CheckId,
  service: ServiceName,
  version: VersionName,
  kind: CheckKind,
  state: z.enum(["queued", "running", "settled"]),
  attempt: z.int().min(1),
  outcome: CheckOutcome.nullable().describe("null until settled"),
  findings: FindingCounts.nullable().describe("of a settled lint check"),
  newFindings: FindingCounts.nullable().describe("of a settled lint check: those that the service's first version did not have"),
  ruleset: z.string().nullable().describe("of a settled lint check: the rules that it was judged by, for example `org:base@3`"),
  createdAt: Timestamp,
  startedAt: Timestamp.nullable(),
  settledAt: Timestamp.nullable(),
});
export type Check = z.infer<typeof Check>;

export const GetCheckInput = z.strictObject({ check: CheckId });
export type GetCheckInput = z.infer<typeof GetCheckInput>;
export const ListChecksInput = PageInput.extend({ service: ServiceName.optional(), version: VersionName.optional() });
export type ListChecksInput = z.infer<typeof ListChecksInput>;
export const CheckPage = pageOf(Check);

/** Asks for a check again: after one has errored, or under newer rules. */
export const OpenCheckInput = z.strictObject({ service: ServiceName, version: VersionName, kind: CheckKind });
export type OpenCheckInput = z.infer<typeof OpenCheckInput>;
export const OpenedCheck = z.object({ created: z.boolean(), check: Check });
export type OpenedCheck = z.infer<typeof OpenedCheck>;

/**
 * `open`: counts. `accepted`: somebody answers for it by an exception. `ignored`: an `x-surety-ignore` in the document takes
 * it out of the count, on this day.
 */
export const FindingState = z.enum(["open", "accepted", "ignored"]);
export type FindingState = z.infer<typeof FindingState>;

export const ListFindingsInput = PageInput.extend({
  service: ServiceName,
  version: VersionName,
  severity: Severity.optional(),
  rule: z.string().max(200).optional(),
  state: z
    .enum([...FindingState.options, "all"])
    .optional()
    .describe("those in one state, or `all`; when it is left out, all but those that the document ignores"),
  onlyNew: z.boolean().default(false).describe("only those that the service's first version did not have"),
});
export type ListFindingsInput = z.infer<typeof ListFindingsInput>;
export const VersionFinding = Finding.extend({
  isNew: z.boolean().describe("false for what is in the baseline, and for what a rule for new operations says of an old one"),
  state: FindingState,
  ignore: FindingIgnore.nullable().describe("what the document says, where the state is `ignored`"),
  exceptions: z.array(Exception).describe("those that accept it today; an exception for one environment counts there only"),
});
export type VersionFinding = z.infer<typeof VersionFinding>;
export const FindingPage = pageOf(VersionFinding).extend({
  settled: z.boolean().describe("false before a lint check of the version has settled: there are no findings yet"),
  ruleset: z.string().nullable().describe("the rules that found them, for example `org:base@3`; null until settled"),
  ruleErrors: z.array(z.object({ rule: z.string(), message: z.string() })).describe("rules that could not run, and why; the others did"),
  baseline: VersionName.nullable().describe("the version whose findings are not new, the service's first; null until settled"),
  ignored: z.int().min(0).describe("how many findings the document ignores today, whatever the filter"),
  score: Score.nullable().describe(
    "of all findings, whatever the filter; null until settled, and for reports from before there were scores",
  ),
});
export type FindingPage = z.infer<typeof FindingPage>;
