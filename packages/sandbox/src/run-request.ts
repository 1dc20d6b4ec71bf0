import type { DiffConditions, DiffReport, LintReport, ReadAnswer, RulesetBundle } from "@surety/domain/engines";
import { allKinds } from "@surety/engine-diff/all-kinds";
import { diffContracts } from "@surety/engine-diff/diff-contracts";
import { ENGINE_VERSION as DIFF_VERSION } from "@surety/engine-diff/engine-version";
import { ENGINE_VERSION as LINT_VERSION } from "@surety/engine-lint/engine-version";
import type { Contract } from "@surety/engine-spec/contract";
import { readContract } from "@surety/engine-spec/read-contract";
import { summarizeContract } from "@surety/engine-spec/summarize-contract";
import { ContractCache } from "./contract-cache.ts";
import { dateReport } from "./date-report.ts";
import { lintByRuleset, rulesetOf, today } from "./lint-by-bundle.ts";
import { outlineRuleset } from "./outline-ruleset.ts";
import { previewLint } from "./preview-lint.ts";
import type { EngineRequest, EngineResult } from "./protocol.ts";

/** Enough for both sides of a diff of the largest public contracts (7 MB each) in a 1 GB heap. */
const CACHE_BYTES = 16 * 1024 * 1024;
const contracts = new ContractCache(CACHE_BYTES);

/** Does one piece of engine work. Throws when a document that must be a contract is none. */
export async function runRequest(request: EngineRequest): Promise<EngineResult> {
  switch (request.task) {
    case "read":
      return read(request.document);
    case "lint":
      return lint(request.document, request.ruleset, request.allowsFunctions);
    case "ruleset":
      return (await outlineRuleset(request.ruleset, request.allowsFunctions)).outline;
    case "preview":
      return previewLint(contractOf(request.document, "The document"), request);
    case "diff":
      return diff(request.base, request.revision, request.conditions);
    case "kinds":
      return { kinds: allKinds.map(({ id }) => id) };
  }
}

function read(document: Uint8Array): ReadAnswer {
  const result = contracts.get(document, readContract);
  return result.ok ? { readable: true, summary: summarizeContract(result.contract) } : { readable: false, problems: result.problems };
}

async function lint(document: Uint8Array, ruleset: RulesetBundle | undefined, allowsFunctions: boolean): Promise<LintReport> {
  const contract = contractOf(document, "The document");
  const rules = await rulesetOf(ruleset, allowsFunctions);
  const dating = { today: today(), newOperationsOnly: rules?.newOperationsOnly ?? [] };
  return { engine: LINT_VERSION, ...dateReport(contract, lintByRuleset(contract, rules), dating) };
}

function diff(base: Uint8Array, revision: Uint8Array, conditions: DiffConditions): DiffReport {
  return { engine: DIFF_VERSION, ...diffContracts(contractOf(base, "The base"), contractOf(revision, "The revision"), conditions) };
}

function contractOf(document: Uint8Array, name: string): Contract {
  const result = contracts.get(document, readContract);
  if (result.ok) return result.contract;
  const [{ line, column, message }] = result.problems;
  throw new Error(`${name} is not a contract (line ${line}, column ${column}: ${message})`);
}
