import { createHash } from "node:crypto";
import type { AuditSettings } from "@surety/model/audit-entries";
import type { Token } from "@surety/model/callers";
import type { Environment } from "@surety/model/environments";
import type { Exception } from "@surety/model/exceptions";
import type { Member } from "@surety/model/members";
import type { DefaultRuleset } from "@surety/model/rulesets";
import type { Service } from "@surety/model/services";
import type { Webhook } from "@surety/model/webhooks";

/**
 * Names what a write can change of a service; its latest version and verdicts change by themselves and are not in it.
 * As an entity tag (RFC 9110, section 8.8.3), like those below.
 */
export function serviceTag({ name, title, description, ruleset, createdAt }: Service): string {
  return tagOf({ name, title, description, ruleset, createdAt });
}

/** Names what a write can change of an environment: its position and its policy. */
export function environmentTag({ name, position, policy, createdAt }: Environment): string {
  return tagOf({ name, position, policy, createdAt });
}

/** Names a token without when it was last used. */
export function tokenTag({ lastUsedAt: _, ...token }: Token): string {
  return tagOf(token);
}

export function exceptionTag(exception: Exception): string {
  return tagOf(exception);
}

/** Names what a write can change of a member: the role. */
export function memberTag({ id, role }: Member): string {
  return tagOf({ id, role });
}

export function defaultRulesetTag({ ruleset }: DefaultRuleset): string {
  return tagOf({ ruleset });
}

/** Names what a write can change of a webhook: where it sends what to, and whether it does. */
export function webhookTag({ id, url, description, eventTypes, enabled }: Webhook): string {
  return tagOf({ id, url, description, eventTypes, enabled });
}

export function auditSettingsTag({ retentionDays }: AuditSettings): string {
  return tagOf({ retentionDays });
}

function tagOf(state: object): string {
  return `"${createHash("sha256")
    .update(JSON.stringify(sorted(state)))
    .digest("base64url")
    .slice(0, 20)}"`;
}

/** The same values in the order of their names: stores are free to reorder members. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => [name, sorted(member)]);
}
