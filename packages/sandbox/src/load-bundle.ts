import type { RulesetBundle } from "@surety/domain/engines";
import { loadRuleset } from "@surety/engine-lint/spectral/ruleset/load-ruleset";
import type { Ruleset } from "@surety/engine-lint/spectral/ruleset/ruleset";
import type { RulesetPorts } from "@surety/engine-lint/spectral/ruleset/ruleset-ports";
import { FunctionHost } from "./function-host.ts";

const FUNCTIONS_OFF =
  "functions of your own are code, and this server does not run any. Use the core functions, or run the ruleset in CI with `surety lint --ruleset`; " +
  "an administrator can allow them with SURETY_CUSTOM_FUNCTIONS=1";

/** Loads a ruleset from the texts that came with it: nothing is fetched, no file is read. Throws RulesetError. */
export async function loadBundle({ reference, sources }: RulesetBundle, allowsFunctions: boolean): Promise<Ruleset> {
  const texts = new Map(sources.map(({ reference: name, text }) => [name, text]));
  const host = new FunctionHost(texts);
  const ports: RulesetPorts = {
    async find(specifier) {
      const text = texts.get(specifier);
      if (text !== undefined) return { location: specifier, text };
      if (specifier.startsWith("org:")) throw new Error(`there is no ruleset ${specifier.slice(4)} in this organization; store it first`);
      throw new Error(
        "files, packages and addresses cannot be extended on the server. Store that ruleset under a name of its own and extend it as `org:NAME`; " +
          "`surety:recommended` and `spectral:oas` are built in",
      );
    },
    async loadFunction(name, _directory, from) {
      if (!allowsFunctions) throw new Error(FUNCTIONS_OFF);
      return host.load(name, from);
    },
  };
  const text = texts.get(reference);
  return loadRuleset(text === undefined ? reference : { location: reference, text }, ports);
}
