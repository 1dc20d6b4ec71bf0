import { joinPointer } from "@surety/model/pointer";
import { readContract } from "@surety/engine-spec/read-contract";
import type { Contract } from "@surety/engine-spec/contract";
import { lintContract } from "../../src/lint-contract.ts";
import type { Ruleset } from "../../src/spectral/ruleset/ruleset.ts";
import { core, parsers, rulesets } from "./spectral-modules.ts";

/** Codes of Spectral's that are no rules: parser, references, unknown formats. Ours are findings of `surety-document/…`. */
export const NO_RULES = new Set(["parser", "invalid-ref", "unrecognized-format"]);

/** A ruleset in JavaScript, as Spectral checks it itself. */
export type RulesetDefinition = object;

/** All of `spectral:oas`, as Spectral has it. */
export const allOfOas: RulesetDefinition = { extends: [[rulesets.oas, "all"]] };

/** `code pointer: message` of each of Spectral's findings. */
export async function spectralLines(text: string, ruleset: RulesetDefinition): Promise<string[]> {
  const spectral = new core.Spectral();
  spectral.setRuleset(new core.Ruleset(ruleset));
  const isJson = text.trimStart().startsWith("{");
  const results = await spectral.run(
    isJson ? new core.Document(text, parsers.Json, "/contracts/a.json") : new core.Document(text, parsers.Yaml, "/contracts/a.yaml"),
  );
  return results
    .filter(({ code }) => !NO_RULES.has(String(code)))
    .map(({ code, path, message }) => `${code} ${joinPointer("", ...path)}: ${message.replaceAll("~1", "/")}`)
    .sort();
}

/** The same of ours. Rule errors fail the test. */
export function suretyLines(text: string, ruleset: Ruleset): string[] {
  const { findings, ruleErrors } = lintContract(readText(text), { ruleset });
  if (ruleErrors[0] !== undefined) throw new Error(`${ruleErrors[0].rule}: ${ruleErrors[0].message}`);
  return findings
    .filter(({ rule }) => !rule.startsWith("surety-document/"))
    .map(({ rule, pointer, message }) => `${rule} ${pointer}: ${message.replaceAll("~1", "/")}`)
    .sort();
}

export function readText(text: string | Uint8Array): Contract {
  const result = readContract(typeof text === "string" ? new TextEncoder().encode(text) : text);
  if (!result.ok) throw new Error(result.problems[0].message);
  return result.contract;
}
