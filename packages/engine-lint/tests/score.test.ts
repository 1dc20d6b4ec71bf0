import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lintContract } from "../src/lint-contract.ts";
import { recommended } from "../src/recommended.ts";
import { scoreArea } from "../src/score-areas.ts";
import { scoreContract } from "../src/score-contract.ts";
import { oasRuleset } from "../src/spectral/oas/oas-ruleset.ts";
import { readYaml } from "./lint-yaml.ts";

const finding = fc.record({
  rule: fc.constantFrom("surety-paths-are-nouns", "surety-https-only", "oas3-schema", "owasp:api1", "ours"),
  severity: fc.constantFrom("error" as const, "warning" as const, "info" as const, "hint" as const),
  pointer: fc.constantFrom("", "/info", "/paths/~1a/get", "/components/schemas/A", "/components/securitySchemes/a", "/servers/0"),
});
const size = fc.integer({ min: 0, max: 2000 });
const api = (operations: number) => ({ operations: Array.from({ length: operations }) });

describe("the score", () => {
  test("is 100 when nothing is found, whatever the size", () => {
    fc.assert(
      fc.property(size, (operations) => {
        expect(scoreContract([], api(operations)).value).toBe(100);
      }),
    );
  });

  test("rises whenever any finding is fixed", () => {
    fc.assert(
      fc.property(fc.array(finding, { minLength: 1, maxLength: 300 }), size, fc.nat(), (findings, operations, pick) => {
        const gone = pick % findings.length;
        const better = scoreContract(findings.toSpliced(gone, 1), api(operations)).value;
        expect(better).toBeGreaterThan(scoreContract(findings, api(operations)).value);
      }),
    );
  });

  test("rises with the last of ten thousand findings too", () => {
    const findings = Array.from({ length: 10_000 }, () => ({ rule: "ours", severity: "hint" as const, pointer: "/paths/~1a/get" }));
    expect(scoreContract(findings.slice(1), api(10_000)).value).toBeGreaterThan(scoreContract(findings, api(10_000)).value);
  });

  test("does not depend on the order of findings, and its parts add up", () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 60 }), size, (findings, operations) => {
        const score = scoreContract(findings, api(operations));
        expect(scoreContract(findings.toReversed(), api(operations)).value).toBe(score.value);
        for (const parts of [score.rules, score.areas]) {
          expect(score.value + parts.reduce((sum, { lost }) => sum + lost, 0)).toBeCloseTo(100, 8);
          expect(parts.reduce((sum, part) => sum + part.findings, 0)).toBe(findings.length);
        }
      }),
    );
  });

  test("says what fixing a rule brings, and names first what brings most", () => {
    fc.assert(
      fc.property(fc.array(finding, { minLength: 1, maxLength: 60 }), size, (findings, operations) => {
        const { value, rules, first } = scoreContract(findings, api(operations));
        for (const { rule, gain } of rules) {
          const without = scoreContract(
            findings.filter((each) => each.rule !== rule),
            api(operations),
          );
          expect(without.value - value).toBeCloseTo(gain, 8);
        }
        expect(first).toEqual(rules.slice(0, 3).map(({ rule }) => rule));
        expect(rules.map(({ gain }) => gain)).toEqual(rules.map(({ gain }) => gain).toSorted((a, b) => b - a));
      }),
    );
  });

  test("is the same for a small API and for one ten times as large with ten times the findings", () => {
    const findings = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ rule: "ours", severity: "warning" as const, pointer: `/paths/~1a${index}/get` }));
    expect(scoreContract(findings(50), api(100)).value).toBeCloseTo(scoreContract(findings(5), api(10)).value, 8);
  });

  test("takes what concerns the whole API as if it were in every operation", () => {
    const one = (pointer: string) => scoreContract([{ rule: "ours", severity: "error", pointer }], api(100)).value;
    expect(one("/servers/0/url")).toBeLessThan(one("/paths/~1a/get"));
    expect(one("/components/securitySchemes/basic")).toBe(one("/servers/0/url"));
  });

  test("of real rules rises from bad to good", () => {
    for (const rule of recommended) {
      const value = (text: string): number => {
        const contract = readYaml(text);
        return scoreContract(lintContract(contract, { rules: [rule] }).findings, contract.api).value;
      };
      expect([rule.name, value(rule.good) > value(rule.bad)]).toEqual([rule.name, true]);
    }
  });
});

test("every rule of ours and of spectral:oas has an area", () => {
  const names = [...recommended.map(({ name }) => name), ...Object.keys(oasRuleset.rules ?? {})];
  expect(names.filter((name) => scoreArea(name) === "other")).toEqual([]);
  expect(scoreArea("our-own-rule")).toBe("other");
});
