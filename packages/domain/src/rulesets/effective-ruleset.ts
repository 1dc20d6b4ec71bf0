import { createHash } from "node:crypto";
import { SuretyError } from "@surety/model/errors";
import type { OrganizationId, ServiceId } from "@surety/model/ids";
import { DEFAULT_RULESET, storedReference } from "@surety/model/rulesets";
import type { RulesetBundle, RulesetText } from "../engines.ts";
import type { Repositories } from "../repositories.ts";
import { rulesetNotFound } from "./find-ruleset.ts";

const MOST_EXTENDED = 50;

/** Rules at a moment: equal digests are equal rules, whatever happens to the stored rulesets afterwards. */
export interface EffectiveRuleset {
  /** `org:base@3`, or a built-in one's name. */
  readonly label: string;
  readonly digest: string;
  readonly bundle: RulesetBundle;
}

/** The rules of a service: its own choice, else its organization's, else `surety:recommended`. */
export async function effectiveRuleset(
  repositories: Repositories,
  organizationId: OrganizationId,
  serviceId: ServiceId,
): Promise<EffectiveRuleset> {
  const chosen = await repositories.rulesets.findChosen(organizationId, serviceId);
  return resolveRuleset(repositories, organizationId, chosen ?? DEFAULT_RULESET);
}

/**
 * A ruleset with all that it extends: the latest versions, or those that are named.
 * @throws SuretyError `ruleset_not_found`
 */
export async function resolveRuleset(
  repositories: Repositories,
  organizationId: OrganizationId,
  reference: string,
): Promise<EffectiveRuleset> {
  const stored = storedReference(reference);
  if (stored === null) return { label: reference, digest: reference, bundle: { reference, sources: [] } };
  const { name, version } = stored;
  const record = await repositories.rulesets.find(organizationId, name, version);
  if (record === null) throw rulesetNotFound(name, version);
  const inherited = await gather(repositories, organizationId, record.version.inherits, new Set([reference]));
  const sources = [{ reference, text: record.source }, ...inherited];
  const hash = createHash("sha256");
  for (const source of [...sources].sort((a, b) => (a.reference < b.reference ? -1 : 1))) hash.update(JSON.stringify(source));
  return { label: `org:${name}@${record.version.version}`, digest: hash.digest("hex"), bundle: { reference, sources } };
}

/** A text that is not stored yet, with the stored rulesets that it may mean; it takes the place of the one of its name. */
export async function draftRuleset(
  repositories: Repositories,
  organizationId: OrganizationId,
  { reference, text }: RulesetText,
): Promise<RulesetBundle> {
  const named = new Set([...text.matchAll(/\borg:[a-z0-9][a-z0-9._-]*(?:@[0-9]+)?/g)].map(([found]) => found.replace(/[._-]+$/, "")));
  const inherited = await gather(repositories, organizationId, [...named], new Set([reference]));
  return { reference, sources: [{ reference, text }, ...inherited] };
}

/** All that is extended, directly or not. Those that are missing are left out: the engine says so where they are named. */
async function gather(
  repositories: Repositories,
  organizationId: OrganizationId,
  references: readonly string[],
  known: Set<string>,
): Promise<RulesetText[]> {
  const texts: RulesetText[] = [];
  for (let wanted = references; ; ) {
    const next = [...new Set(wanted)].flatMap((reference) => {
      const stored = known.has(reference) ? null : storedReference(reference);
      return stored === null ? [] : [{ reference, ...stored }];
    });
    for (const { reference } of next) known.add(reference);
    if (next.length === 0) return texts;
    if (known.size > MOST_EXTENDED)
      throw new SuretyError("not_a_ruleset", `The ruleset names more than ${MOST_EXTENDED} others, directly or through them.`);
    const latest = await repositories.rulesets.findMany(
      organizationId,
      next.flatMap(({ name, version }) => (version === undefined ? [name] : [])),
    );
    const found = latest.map((record) => ({ reference: `org:${record.version.name}`, record }));
    for (const { reference, name, version } of next) {
      const record = version === undefined ? null : await repositories.rulesets.find(organizationId, name, version);
      if (record !== null) found.push({ reference, record });
    }
    for (const { reference, record } of found) texts.push({ reference, text: record.source });
    wanted = found.flatMap(({ record }) => record.version.inherits);
  }
}
