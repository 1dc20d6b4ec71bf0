import type { Caller } from "@surety/model/callers";
import type { LintPreview, PreviewLintInput } from "@surety/model/rulesets";
import { requireScope } from "../callers/require-scope.ts";
import { findDocument } from "../contracts/find-contract.ts";
import type { Deps } from "../deps.ts";
import { refuseEngineFailure } from "../engine-failure.ts";
import { findService } from "../services/find-service.ts";
import { findVersion } from "../versions/find-version.ts";
import { draftRuleset, effectiveRuleset, resolveRuleset } from "./effective-ruleset.ts";

/**
 * What a ruleset would find in a version's contract, and what would change. Nothing is stored; a ruleset with faults is
 * an answer too, for those who are still writing it.
 * @throws SuretyError `service_not_found`, `version_not_found`, `document_too_complex`, `overloaded`
 */
export async function previewLint(deps: Deps, who: Caller, input: PreviewLintInput): Promise<LintPreview> {
  requireScope(who, "read");
  const { repositories } = deps;
  const { organizationId } = who;
  const service = await findService(repositories, organizationId, input.service);
  const { version } = await findVersion(repositories, organizationId, input.service, input.version);
  const stored = input.ruleset === undefined ? null : await repositories.rulesets.find(organizationId, input.ruleset);
  const before =
    stored === null
      ? await effectiveRuleset(repositories, organizationId, service.id)
      : await resolveRuleset(repositories, organizationId, `org:${stored.version.name}`);
  // Without a name it is nobody's: a name with a blank cannot be extended.
  const reference = input.ruleset === undefined ? "this ruleset" : `org:${input.ruleset}`;
  const after = await draftRuleset(repositories, organizationId, { reference, text: input.source });
  const document = await findDocument(repositories, organizationId, version.rawDigest);
  const answer = await deps.engines.previewLint(document, before.bundle, after);
  if (!answer.ok) throw refuseEngineFailure(answer);
  const { outline, result } = answer.result;
  return { problems: [...outline.problems], result: result === null ? null : { comparedWith: before.label, ...result } };
}
