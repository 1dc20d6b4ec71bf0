import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { RulesetPorts, RulesetSource } from "../../src/spectral/ruleset/ruleset-ports.ts";

const require = createRequire(import.meta.url);
const module = (name: string): RulesetSource => ({ location: name, module: require(name) });

/** Rulesets as their authors published them, by the name under which expectations are stored. */
export const publishedRulesets: Readonly<Record<string, RulesetSource>> = {
  oas: { location: "oas.yaml", text: "extends: [[spectral:oas, all]]" },
  owasp: module("@stoplight/spectral-owasp-ruleset"),
  documentation: module("@stoplight/spectral-documentation"),
  "apis-you-wont-hate": module("@apisyouwonthate/style-guide"),
  rhoas: { location: "rhoas/ruleset.yaml", text: readFileSync(require.resolve("@rhoas/spectral-ruleset"), "utf8") },
};

/** Loads functions as the command would: from the package's folder. */
export const publishedPorts: RulesetPorts = {
  async loadFunction(name, directory) {
    const path = require.resolve("@rhoas/spectral-ruleset").replace("ruleset.yaml", `${directory}/${name}.js`);
    const loaded: { readonly default: () => unknown } = require(path);
    return loaded.default;
  },
};
