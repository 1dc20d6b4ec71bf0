import { dirname, relative, resolve, sep } from "node:path";
import type { LintResult } from "@surety/engine-lint/rule";
import type { Contract } from "@surety/engine-spec/contract";
import { CliError } from "../cli-error.ts";
import { CONFIG_FILE } from "../config.ts";
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
  const { lintContract } = await import("@surety/engine-lint/lint-contract");
  if (names.length === 1 && names[0] === DEFAULT_RULESET)
    return { lint: (contract) => lintContract(contract), names: shown, by, files: new Set() };
  const [{ loadRuleset }, { RulesetError }, { RulesetFiles }] = await Promise.all([
    import("@surety/engine-lint/spectral/ruleset/load-ruleset"),
    import("@surety/engine-lint/spectral/ruleset/ruleset-error"),
    import("./ruleset-files.ts"),
  ]);
  const ports = new RulesetFiles(folder, documentFolder);
  const [only = ""] = names;
  const source =
    names.length === 1
      ? only
      : { location: resolve(folder, by === "option" ? "--ruleset" : CONFIG_FILE), text: JSON.stringify({ extends: names }) };
  try {
    const ruleset = await loadRuleset(source, ports);
    const base = ruleset.source === undefined || isUrl(ruleset.source) || names.length > 1 ? folder : dirname(resolve(ruleset.source));
    const path = file.path === null ? {} : { path: relative(base, file.path).split(sep).join("/") };
    return { lint: (contract) => lintContract(contract, { ruleset, ...path }), names: shown, by, files: ports.files };
  } catch (cause) {
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

function hintFor({ by, names }: WantedRuleset): string {
  const fix = {
    option: "Correct --ruleset",
    "surety.json": "Correct `ruleset` in surety.json",
    found: "Correct it",
    default: "Correct it",
  }[by];
  const other = names.includes("spectral:oas") || by === "option" ? "" : "; `--ruleset surety:recommended` lints without it";
  return `${fix}: a file, an npm package, an address, spectral:oas or surety:recommended${other}.`;
}
