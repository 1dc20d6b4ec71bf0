import { expect, test } from "vitest";
import { lintContract } from "../../src/lint-contract.ts";
import { loadRuleset } from "../../src/spectral/ruleset/load-ruleset.ts";
import { oasFixtures } from "./oas-fixtures.ts";
import { publishedPorts, publishedRulesets } from "./published-rulesets.ts";
import { readText } from "./spectral-oracle.ts";

test.each(Object.entries(publishedRulesets))("%s loads as it was published, and no rule fails", async (_, source) => {
  const ruleset = await loadRuleset(source, publishedPorts);
  expect(ruleset.errors).toEqual([]);
  for (const text of Object.values(oasFixtures)) expect(lintContract(readText(text), { ruleset }).ruleErrors).toEqual([]);
});
