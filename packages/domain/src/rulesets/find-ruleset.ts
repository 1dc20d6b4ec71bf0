import { SuretyError } from "@surety/model/errors";
import type { OrganizationId } from "@surety/model/ids";
import type { RulesetName } from "@surety/model/names";
import type { Ruleset } from "@surety/model/rulesets";
import type { Repositories } from "../repositories.ts";
import type { RulesetRecord } from "./ruleset-repository.ts";

/** @throws SuretyError `ruleset_not_found` */
export async function findRuleset(
  repositories: Repositories,
  organizationId: OrganizationId,
  name: RulesetName,
  version?: number,
): Promise<RulesetRecord> {
  const ruleset = await repositories.rulesets.find(organizationId, name, version);
  if (ruleset === null) throw rulesetNotFound(name, version);
  return ruleset;
}

export function rulesetNotFound(name: RulesetName, version?: number): SuretyError {
  const which = version === undefined ? "" : `version ${version} of the `;
  return new SuretyError("ruleset_not_found", `There is no ${which}ruleset ${name} in this organization.`);
}

export function showRuleset({ version, source }: RulesetRecord): Ruleset {
  return { ...version, source, etag: etagOf(version) };
}

/** The digest too: one of the same name and number may have been another before it was deleted. */
export function etagOf({ version, digest }: { readonly version: number; readonly digest: string }): string {
  return `"${version}-${digest.slice(0, 16)}"`;
}
