import { dirname, relative, resolve, sep } from "node:path";
import { lintContract } from "@surety/engine-lint/lint-contract";
import type { LintResult } from "@surety/engine-lint/rule";
import type { RulesetLayer } from "@surety/engine-lint/spectral/ruleset/combine-rulesets";
import type { Ruleset } from "@surety/engine-lint/spectral/ruleset/ruleset";
import type { Contract } from "@surety/engine-spec/contract";
import { CliError } from "../cli-error.ts";
import type { DocumentFile } from "../documents.ts";
import { isUrl } from "../is-url.ts";
import { DEFAULT_RULESET, findRuleset, shownName, type WantedRuleset } from "./find-ruleset.ts";

/** The rules that a document is judged by, ready to run. */
export interface LoadedRuleset {
  /** What is found, before anything is left out. */
  readonly lint: (contract: Contract) => LintResult;
  /** What reports call it. */
  readonly names: readonly string[];
  readonly by: WantedRuleset["by"];
  /** Rules, or patterns of them, that bind only operations that a baseline does not have. */
  readonly newOperationsOnly: readonly string[];
  /** What it was read from, to watch. */
  readonly files: ReadonlySet<string>;
}

/**
 * Finds and loads the ruleset for a document.
 * @throws CliError that says which ruleset, where, and what to do.
 */
export async function loadRulesetFor(file: DocumentFile, options: readonly string[]): Promise<LoadedRuleset> {
  const wanted = await findRuleset(options, file);
  const { names, by, folder, documentFolder } = wanted;
  const shown = names.map((name) => shownName(name, folder));
  if (names.length === 1 && names[0] === DEFAULT_RULESET)
    return { lint: (contract) => lintContract(contract), names: shown, by, newOperationsOnly: [], files: new Set() };
  const [{ combineRulesets }, { loadRuleset }, { RulesetError }, { RulesetFiles }] = await Promise.all([
    import("@surety/engine-lint/spectral/ruleset/combine-rulesets"),
    import("@surety/engine-lint/spectral/ruleset/load-ruleset"),
    import("@surety/engine-lint/spectral/ruleset/ruleset-error"),
    import("./ruleset-files.ts"),
  ]);
  const ports = new RulesetFiles(folder, documentFolder);
  try {
    const layers: RulesetLayer[] = [];
    for (const name of names) {
      const ruleset = await loadRuleset(name, ports);
      layers.push({ ruleset, path: file.path === null ? undefined : pathFrom(ruleset, folder, file.path) });
    }
    const ruleset = combineRulesets(layers);
    const path = file.path === null ? {} : { path: file.name };
    return {
      lint: (contract) => lintContract(contract, { ruleset, ...path }),
      names: shown.map((name) => ports.org.labelOf(name)),
      by,
      newOperationsOnly: ruleset.newOperationsOnly,
      files: ports.files,
    };
  } catch (cause) {
    if (ports.org.failure !== null) throw ports.org.failure;
    if (!(cause instanceof RulesetError)) throw cause;
    const { message, location } = cause;
    throw new CliError(`The ruleset cannot be used: ${message}${/[.!?`]$/.test(message) ? "" : "."}`, {
      code: "ruleset_invalid",
      file: location,
      hint: hintFor(wanted),
      cause,
    });
  }
}

/** The document as `overrides` of a ruleset name it. */
function pathFrom({ source }: Ruleset, folder: string, document: string): string {
  const isElsewhere = source === undefined || isUrl(source) || source.startsWith("org:");
  return relative(isElsewhere ? folder : dirname(resolve(source)), document)
    .split(sep)
    .join("/");
}

function hintFor({ by, names }: WantedRuleset): string {
  const fix = {
    option: "Correct --ruleset",
    "surety.json": "Correct `ruleset` in surety.json",
    found: "Correct it",
    default: "Correct it",
  }[by];
  const other = names.includes("spectral:oas") || by === "option" ? "" : "; `--ruleset surety:recommended` lints without it";
  return `${fix}: a file, an npm package, an address, org:NAME, spectral:oas or surety:recommended${other}.`;
}
