import { z } from "zod";
import { Change, ChangeCounts } from "./changes.ts";
import { Exception } from "./exceptions.ts";
import { CheckKind } from "./checks.ts";
import { CheckId, Digest } from "./ids.ts";
import { EnvironmentName, ServiceName, VersionName } from "./names.ts";
import { Timestamp } from "./pages.ts";

/** May this version enter this environment? `unknown` is an honest third answer, never a yes. */
export const Answer = z.enum(["yes", "no", "unknown"]);
export type Answer = z.infer<typeof Answer>;

/** What to do about a reason: a sentence, and the command when there is one. */
export const Fix = z.object({ text: z.string(), command: z.string().optional() });
export type Fix = z.infer<typeof Fix>;

const against = { version: VersionName.describe("the deployed version compared with"), contract: Digest };
const fixes = z.array(Fix);
const adjusted = z.int().min(1).optional().describe("how many changes have a level that the policy has set");

/** One step of the decision. `effect` is what it alone would answer; the verdict is the worst of them. */
export const Reason = z.discriminatedUnion("type", [
  z.object({ type: z.literal("no-contract"), effect: z.literal("no"), message: z.string(), fixes }),
  z.object({ type: z.literal("first-deployment"), effect: z.literal("yes"), message: z.string(), fixes }),
  z.object({
    type: z.literal("compatible"),
    effect: z.literal("yes"),
    message: z.string(),
    fixes,
    against: z.object(against),
    counts: ChangeCounts,
    adjusted,
  }),
  z.object({
    type: z.literal("accepted-changes"),
    effect: z.literal("yes"),
    message: z.string(),
    fixes,
    against: z.object(against),
    accepted: z.int().min(1).describe("how many changes would count without the exceptions"),
    changes: z.array(Change).min(1).max(20).describe("the first ones"),
    exceptions: z.array(Exception).min(1).max(20).describe("by which they are accepted"),
  }),
  z.object({
    type: z.literal("breaking-changes"),
    effect: z.literal("no"),
    message: z.string(),
    fixes,
    against: z.object(against),
    counts: ChangeCounts,
    adjusted,
    changes: z.array(Change).min(1).max(20).describe("the first ones; the rest are in the diff"),
  }),
  z.object({
    type: z.literal("risky-changes"),
    effect: z.literal("no"),
    message: z.string(),
    fixes,
    against: z.object(against),
    counts: ChangeCounts,
    adjusted,
    changes: z.array(Change).min(1).max(20),
  }),
  z.object({ type: z.literal("comparison-missing"), effect: z.literal("unknown"), message: z.string(), fixes, against: z.object(against) }),
  z.object({ type: z.literal("check-passed"), effect: z.literal("yes"), message: z.string(), fixes, kind: CheckKind, check: CheckId }),
  z.object({
    type: z.literal("check-accepted"),
    effect: z.literal("yes"),
    message: z.string(),
    fixes,
    kind: CheckKind,
    check: CheckId,
    exceptions: z.array(Exception).min(1).max(20).describe("by which everything that failed it is accepted"),
  }),
  z.object({ type: z.literal("check-failed"), effect: z.literal("no"), message: z.string(), fixes, kind: CheckKind, check: CheckId }),
  z.object({
    type: z.literal("check-pending"),
    effect: z.literal("unknown"),
    message: z.string(),
    fixes,
    kind: CheckKind,
    check: CheckId.nullable(),
  }),
  z.object({ type: z.literal("check-errored"), effect: z.literal("unknown"), message: z.string(), fixes, kind: CheckKind, check: CheckId }),
]);
export type Reason = z.infer<typeof Reason>;

/** The answer for one version and one environment, with everything that it rests on. */
export const Verdict = z.object({
  answer: Answer,
  service: ServiceName,
  version: VersionName,
  environment: EnvironmentName,
  deployed: z.array(VersionName).describe("versions of the service that are active there now"),
  summary: z.string().describe("one sentence"),
  reasons: z.array(Reason).min(1),
  settled: z.boolean().describe("false while a check that the answer needs is still queued or running"),
  policyVersion: z.int().min(1),
  contract: Digest.nullable(),
  inputsDigest: Digest.describe("digest of everything that was decided on: equal inputs, equal verdict"),
  decidedAt: Timestamp,
});
export type Verdict = z.infer<typeof Verdict>;

export const DecideInput = z.strictObject({ service: ServiceName, version: VersionName, environment: EnvironmentName });
export type DecideInput = z.infer<typeof DecideInput>;

/** The verdict as lists show it. */
export const VerdictSummary = z.object({
  environment: EnvironmentName,
  answer: Answer,
  summary: z.string(),
  settled: z.boolean(),
  deployed: z.array(VersionName),
});
export type VerdictSummary = z.infer<typeof VerdictSummary>;
