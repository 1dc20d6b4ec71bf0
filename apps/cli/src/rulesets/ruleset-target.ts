import type { RulesetName } from "@surety/model/names";
import { type StoredReference, storedReference } from "@surety/model/rulesets";
import { CliError } from "../cli-error.ts";

/** Reads `NAME` or `NAME@3`, with or without `org:` before it, as `extends` names it. @throws CliError `name_invalid` */
export function rulesetTarget(text: string): StoredReference {
  const target = storedReference(text.startsWith("org:") ? text : `org:${text}`);
  if (target !== null) return target;
  throw new CliError(`${JSON.stringify(text.slice(0, 200))} names no ruleset of the server.`, {
    code: "name_invalid",
    hint: "Name it as `house-style`, or one version of it as `house-style@3`; `surety rulesets list` lists them.",
  });
}

/** A name alone: what is stored is always the next version. @throws CliError `name_invalid` */
export function rulesetName(text: string): RulesetName {
  const { name, version } = rulesetTarget(text);
  if (version === undefined) return name;
  throw new CliError(`${text} is one version of ${name}; versions do not change.`, {
    code: "name_invalid",
    hint: `Store the next one: \`--name ${name} --over ${version}\`.`,
  });
}

/** `house-style@3` */
export function versionLabel({ name, version }: { readonly name: string; readonly version: number }): string {
  return `${name}@${version}`;
}
