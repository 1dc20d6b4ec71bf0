import { readContract } from "@surety/engine-spec/read-contract";
import type { Contract } from "@surety/engine-spec/contract";
import type { Finding } from "@surety/model/findings";
import { lintContract } from "../src/lint-contract.ts";
import type { Rule } from "../src/rule.ts";

/** Reads a contract from YAML; `openapi`, `info` and `paths` may be left out. */
export function readYaml(text: string): Contract {
  const head = /^(openapi|swagger):/m.test(text) ? "" : "openapi: 3.1.0\n";
  const info = /^info:/m.test(text) ? "" : "info: {title: Orders, version: 1.0.0}\n";
  const paths = /^paths:/m.test(text) ? "" : "paths: {}\n";
  const result = readContract(new TextEncoder().encode(head + info + paths + text));
  if (!result.ok) throw new Error(result.problems.map((problem) => `${problem.line}:${problem.column} ${problem.message}`).join("\n"));
  return result.contract;
}

/** What one rule finds. A rule that throws fails the test. */
export function lintYaml(rule: Rule, text: string): Finding[] {
  const { findings, ruleErrors } = lintContract(readYaml(text), { rules: [rule] });
  if (ruleErrors[0] !== undefined) throw new Error(ruleErrors[0].message);
  return findings.filter((finding) => finding.rule === rule.name);
}

/** The same as `pointer: message`, for short assertions. */
export function lintLines(rule: Rule, text: string): string[] {
  return lintYaml(rule, text).map((finding) => `${finding.pointer}: ${finding.message}`);
}

/** Only where. */
export function lintPointers(rule: Rule, text: string): string[] {
  return lintYaml(rule, text).map((finding) => finding.pointer);
}
