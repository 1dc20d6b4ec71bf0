import { Identity, Token } from "@surety/model/callers";
import { Change, ChangeCounts, Witness } from "@surety/model/changes";
import { Check, CheckOutcome, VersionFinding } from "@surety/model/checks";
import { ContractSource, ContractView, OperationSummary, SourceProblem } from "@surety/model/contracts";
import { Deployment } from "@surety/model/deployments";
import { Diff } from "@surety/model/diffs";
import { Environment, Policy } from "@surety/model/environments";
import { Problem } from "@surety/model/errors";
import { Exception } from "@surety/model/exceptions";
import { FindingCounts } from "@surety/model/findings";
import { LintPreview, Ruleset, RulesetListItem, RulesetProblem, RulesetVersion } from "@surety/model/rulesets";
import { Score } from "@surety/model/scores";
import { Invitation, Member } from "@surety/model/members";
import { Snippet } from "@surety/model/places";
import { Session } from "@surety/model/sessions";
import { TrustedPublisher } from "@surety/model/trusted-publishers";
import { Service, ServiceListItem } from "@surety/model/services";
import { Reason, Verdict, VerdictSummary } from "@surety/model/verdicts";
import { DocumentBytes, Version, VersionDetail, VersionListItem } from "@surety/model/versions";
import { z } from "zod";

/** The schemas that the document refers to by name instead of repeating them. */
const NAMED = {
  Change,
  ChangeCounts,
  Check,
  CheckOutcome,
  ContractSource,
  ContractView,
  Deployment,
  Diff,
  Environment,
  Exception,
  FindingCounts,
  Identity,
  Invitation,
  LintPreview,
  Member,
  OperationSummary,
  Policy,
  Problem,
  Reason,
  Ruleset,
  RulesetListItem,
  RulesetProblem,
  RulesetVersion,
  Score,
  Service,
  ServiceListItem,
  Session,
  Snippet,
  SourceProblem,
  Token,
  TrustedPublisher,
  Verdict,
  VerdictSummary,
  Version,
  VersionDetail,
  VersionFinding,
  VersionListItem,
  Witness,
} as const;

/** Tells the generator the names of shared schemas, and how to write what JSON Schema has no word for. Idempotent. */
export function nameSchemas(): void {
  for (const [id, schema] of Object.entries(NAMED)) z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });
  z.globalRegistry.add(DocumentBytes, { override: { type: "string" } });
  for (const option of DocumentBytes.options) z.globalRegistry.add(option, { override: { type: "string" } });
}
