import type { Change, ChangeCounts, Level } from "@surety/model/changes";
import { Policy } from "@surety/model/environments";
import { CheckId, Digest } from "@surety/model/ids";
import { EnvironmentName, ServiceName, VersionName } from "@surety/model/names";
import { Verdict } from "@surety/model/verdicts";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideVerdict, summarizeVerdict } from "./decide-verdict.ts";
import type { Comparison, GateCheck, GateInput } from "./gate-input.ts";

const NOW = "2026-11-22T12:00:00.000Z";
const digest = (digit: string) => Digest.parse(digit.repeat(64));
const check = (verdict: GateCheck["verdict"], kind: GateCheck["kind"] = "lint"): GateCheck => ({
  kind,
  id: CheckId.parse("3f0e3a5e-5f0e-4e8e-9d57-0d5a3a5e5f0e"),
  verdict,
  summary: verdict === null ? null : "as it is.",
  fingerprints: verdict === "failed" ? ["0123456789ab"] : [],
});
const change = (level: Level, index = 0): Change => ({
  kind: "operation-removed",
  level,
  direction: "response",
  coordinate: `GET /${index}`,
  fingerprint: "0123456789ab",
  message: "gone",
  hint: "Bring it back.",
  operations: [`GET /${index}`],
  witness: null,
  base: null,
  revision: null,
});
const compared = (counts: Partial<ChangeCounts>, partial: string | null = null): Comparison => {
  const all = { breaking: 0, risky: 0, safe: 0, ...counts };
  const changes = (["breaking", "risky"] as const).flatMap((level) =>
    Array.from({ length: Math.min(all[level], 20) }, (_, index) => change(level, index)),
  );
  const none = { adjusted: 0, accepted: 0, acceptedBy: [], acceptedChanges: [] };
  return { state: "compared", engine: "diff-1", counts: all, partial, changes, validUntil: null, ...none };
};
const deployed = (comparison: Comparison, version = "1.0.0") => ({
  version: VersionName.parse(version),
  contract: digest("b"),
  comparison,
});
const input = (part: Partial<GateInput> = {}): GateInput => ({
  service: ServiceName.parse("orders"),
  version: VersionName.parse("1.1.0"),
  environment: EnvironmentName.parse("production"),
  contract: digest("a"),
  policy: Policy.parse({}),
  policyVersion: 7,
  deployed: [],
  checks: [check("passed")],
  exceptions: [],
  ...part,
});
const block = Policy.parse({ risky: "block" });

describe("the answer", () => {
  test.each<[string, Partial<GateInput>, "yes" | "no" | "unknown", string[], boolean]>([
    ["no contract", { contract: null }, "no", ["no-contract", "check-passed"], true],
    ["nothing deployed", {}, "yes", ["first-deployment", "check-passed"], true],
    ["the same document", { deployed: [deployed({ state: "same-document" })] }, "yes", ["compatible", "check-passed"], true],
    ["only safe changes", { deployed: [deployed(compared({ safe: 4 }))] }, "yes", ["compatible", "check-passed"], true],
    ["a breaking change", { deployed: [deployed(compared({ breaking: 1 }))] }, "no", ["breaking-changes", "check-passed"], true],
    ["a risky change, allowed", { deployed: [deployed(compared({ risky: 1 }))] }, "yes", ["compatible", "check-passed"], true],
    [
      "a risky change, blocked",
      { deployed: [deployed(compared({ risky: 1 }))], policy: block },
      "no",
      ["risky-changes", "check-passed"],
      true,
    ],
    [
      "breaking and risky, blocked",
      { deployed: [deployed(compared({ breaking: 2, risky: 1 }))], policy: block },
      "no",
      ["breaking-changes", "risky-changes", "check-passed"],
      true,
    ],
    [
      "one of two deployed breaks",
      { deployed: [deployed(compared({ safe: 1 })), deployed(compared({ breaking: 1 }), "0.9.0")] },
      "no",
      ["compatible", "breaking-changes", "check-passed"],
      true,
    ],
    ["a comparison under way", { deployed: [deployed({ state: "pending" })] }, "unknown", ["comparison-missing", "check-passed"], false],
    [
      "no comparison",
      { deployed: [deployed({ state: "unavailable", why: "It took too long." })] },
      "unknown",
      ["comparison-missing", "check-passed"],
      true,
    ],
    [
      "an incomplete comparison",
      { deployed: [deployed(compared({ safe: 1 }, "a limit was reached"))] },
      "unknown",
      ["comparison-missing", "check-passed"],
      true,
    ],
    [
      "an incomplete comparison that breaks",
      { deployed: [deployed(compared({ breaking: 1 }, "a limit was reached"))] },
      "no",
      ["breaking-changes", "comparison-missing", "check-passed"],
      true,
    ],
    ["a check under way", { checks: [check(null)] }, "unknown", ["first-deployment", "check-pending"], false],
    ["a check that was never opened", { checks: [] }, "unknown", ["first-deployment", "check-pending"], true],
    ["a failed check", { checks: [check("failed")] }, "no", ["first-deployment", "check-failed"], true],
    ["an errored check", { checks: [check("errored")] }, "unknown", ["first-deployment", "check-errored"], true],
    ["a skipped check", { checks: [check("skipped")] }, "unknown", ["first-deployment", "check-errored"], true],
    [
      "a failed check that is not required",
      { checks: [check("passed"), check("failed", "diff")] },
      "yes",
      ["first-deployment", "check-passed"],
      true,
    ],
    ["no check required", { checks: [], policy: Policy.parse({ requiredChecks: [] }) }, "yes", ["first-deployment"], true],
    [
      "no wins over unknown",
      { deployed: [deployed({ state: "pending" })], checks: [check("failed")] },
      "no",
      ["comparison-missing", "check-failed"],
      false,
    ],
  ])("%s", (_, part, answer, reasons, settled) => {
    const verdict = decideVerdict(input(part), NOW);
    expect(verdict.answer).toBe(answer);
    expect(verdict.reasons.map((reason) => reason.type)).toEqual(reasons);
    expect(verdict.settled).toBe(settled);
    expect(Verdict.parse(verdict)).toEqual(verdict);
    expect(summarizeVerdict(input(part))).toEqual({
      environment: verdict.environment,
      answer,
      settled,
      summary: verdict.summary,
      deployed: verdict.deployed,
    });
  });

  test("shows the first twenty breaking changes, counts all, and says how to repair them", () => {
    const verdict = decideVerdict(input({ deployed: [deployed(compared({ breaking: 25 }))] }), NOW);
    const [reason] = verdict.reasons;
    expect(reason).toMatchObject({
      type: "breaking-changes",
      counts: { breaking: 25 },
      message: "25 changes break clients of 1.0.0, which is deployed.",
    });
    expect(reason?.type === "breaking-changes" && reason.changes).toHaveLength(20);
    expect(reason?.fixes).toEqual([
      { text: "Bring it back." },
      { text: expect.any(String), command: "surety check openapi.json --against origin/main" },
      { text: expect.any(String), command: expect.stringContaining("surety accept 0123456789ab") },
    ]);
    expect(verdict.summary).toBe("25 changes break clients of 1.0.0, which is deployed.");
  });
});

const anyComparison: fc.Arbitrary<Comparison> = fc.oneof(
  fc.constant<Comparison>({ state: "same-document" }),
  fc.constant<Comparison>({ state: "pending" }),
  fc.constant<Comparison>({ state: "unavailable", why: "It took too long." }),
  fc
    .record({ breaking: fc.nat(3), risky: fc.nat(3), safe: fc.nat(3), partial: fc.constantFrom(null, "a limit was reached") })
    .map(({ partial, ...counts }) => compared(counts, partial)),
);
const anyInput: fc.Arbitrary<GateInput> = fc
  .record({
    contract: fc.constantFrom(digest("a"), null),
    policy: fc
      .record({
        requiredChecks: fc.subarray(["lint" as const, "diff" as const]),
        risky: fc.constantFrom("allow" as const, "block" as const),
      })
      .map((policy) => Policy.parse(policy)),
    deployed: fc.array(anyComparison, { maxLength: 4 }).map((all) => all.map((comparison, index) => deployed(comparison, `1.0.${index}`))),
    checks: fc
      .tuple(
        ...(["lint", "diff"] as const).map((kind) =>
          fc.option(
            fc
              .constantFrom("passed" as const, "failed" as const, "errored" as const, "skipped" as const, null)
              .map((verdict) => check(verdict, kind)),
            { nil: undefined },
          ),
        ),
      )
      .map((checks) => checks.filter((each) => each !== undefined)),
  })
  .map(input);
const RANK = { yes: 0, unknown: 1, no: 2 };

describe("for any input", () => {
  test("yes needs a contract, every comparison, complete and without breaking changes, and every required check passed", () => {
    fc.assert(
      fc.property(anyInput, (gate) => {
        const verdict = decideVerdict(gate, NOW);
        if (verdict.answer !== "yes") return;
        expect(gate.contract).not.toBeNull();
        for (const { comparison } of gate.deployed) {
          expect(
            comparison.state === "same-document" ||
              (comparison.state === "compared" && comparison.partial === null && comparison.counts.breaking === 0),
          ).toBe(true);
        }
        for (const kind of gate.policy.requiredChecks) expect(gate.checks.find((each) => each.kind === kind)?.verdict).toBe("passed");
      }),
    );
  });

  test("taking a breaking change away, or a deployment, never makes the answer worse", () => {
    fc.assert(
      fc.property(anyInput, fc.nat(), (gate, at) => {
        const answer = RANK[decideVerdict(gate, NOW).answer];
        const without = (change: (deployed: GateInput["deployed"][number]) => GateInput["deployed"]) =>
          RANK[
            decideVerdict(
              {
                ...gate,
                deployed: gate.deployed.flatMap((each, index) => (index === at % (gate.deployed.length || 1) ? change(each) : [each])),
              },
              NOW,
            ).answer
          ];
        expect(without(() => [])).toBeLessThanOrEqual(answer);
        expect(
          without((each) =>
            each.comparison.state !== "compared"
              ? [each]
              : [
                  {
                    ...each,
                    comparison: compared(
                      { ...each.comparison.counts, breaking: Math.max(0, each.comparison.counts.breaking - 1) },
                      each.comparison.partial,
                    ),
                  },
                ],
          ),
        ).toBeLessThanOrEqual(answer);
      }),
    );
  });

  test("the answer is the worst of its reasons, and each reason but a yes says what to do", () => {
    fc.assert(
      fc.property(anyInput, (gate) => {
        const verdict = decideVerdict(gate, NOW);
        expect(RANK[verdict.answer]).toBe(Math.max(...verdict.reasons.map((reason) => RANK[reason.effect])));
        expect(verdict.reasons.filter((reason) => reason.effect !== "yes" && reason.fixes.length === 0)).toEqual([]);
      }),
    );
  });

  test("the digest follows the inputs: not their order, not the moment, and everything that decides", () => {
    fc.assert(
      fc.property(anyInput, (gate) => {
        const verdict = decideVerdict(gate, NOW);
        const reordered = { ...gate, deployed: [...gate.deployed].reverse(), checks: [...gate.checks].reverse() };
        expect(decideVerdict(reordered, "2027-01-01T00:00:00.000Z").inputsDigest).toBe(verdict.inputsDigest);
        expect(decideVerdict({ ...gate, policyVersion: 8 }, NOW).inputsDigest).not.toBe(verdict.inputsDigest);
        expect(
          decideVerdict({ ...gate, deployed: [...gate.deployed, deployed({ state: "pending" }, "9.9.9")] }, NOW).inputsDigest,
        ).not.toBe(verdict.inputsDigest);
      }),
    );
  });
});
