import { describe, expect, test } from "vitest";
import { oasRuleset } from "../../src/spectral/oas/oas-ruleset.ts";
import { loadRuleset } from "../../src/spectral/ruleset/load-ruleset.ts";
import { oasFixtures } from "./oas-fixtures.ts";
import { allOfOas, spectralLines, suretyLines } from "./spectral-oracle.ts";

const ours = await loadRuleset({ location: "all.yaml", text: "extends: [[spectral:oas, all]]" });

describe("spectral:oas", () => {
  test.each(Object.entries(oasFixtures))("%s: the same findings as Spectral, in the same words", async (_, text) => {
    expect(suretyLines(text, ours)).toEqual(await spectralLines(text, allOfOas));
  });

  test("every rule is broken by a fixture", () => {
    const found = new Set(Object.values(oasFixtures).flatMap((text) => suretyLines(text, ours).map((line) => line.split(" ")[0])));
    expect(Object.keys(oasRuleset.rules ?? {}).filter((rule) => !found.has(rule))).toEqual([]);
  });
});
