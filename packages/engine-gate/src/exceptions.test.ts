import type { Change } from "@surety/model/changes";
import { Policy } from "@surety/model/environments";
import type { Exception } from "@surety/model/exceptions";
import { CheckId, Digest, ExceptionId } from "@surety/model/ids";
import { EnvironmentName, ServiceName, VersionName } from "@surety/model/names";
import { Verdict } from "@surety/model/verdicts";
import { expect, test } from "vitest";
import { decideVerdict, summarizeVerdict } from "./decide-verdict.ts";
import type { Comparison, GateCheck, GateInput } from "./gate-input.ts";

const NOW = "2026-11-22T12:00:00.000Z";
const FINGERPRINT = "b7e1c09a0123";
const exception = (more: Partial<Exception> = {}): Exception => ({
  id: ExceptionId.parse("3f0e3a5e-5f0e-4e8e-9d57-0d5a3a5e5f0e"),
  subject: "change",
  fingerprint: FINGERPRINT,
  service: ServiceName.parse("orders"),
  environment: null,
  reason: "Nobody reads it.",
  author: "Ada",
  expires: "2027-01-31",
  live: true,
  createdAt: NOW,
  ...more,
});
const change: Change = {
  kind: "operation-removed",
  level: "breaking",
  direction: "request",
  coordinate: "GET /a",
  fingerprint: FINGERPRINT,
  message: "gone",
  operations: ["GET /a"],
  witness: null,
  base: null,
  revision: null,
};
const compared = (more: object): Comparison => ({
  state: "compared",
  engine: "diff-4",
  counts: { breaking: 0, risky: 0, safe: 0 },
  adjusted: 0,
  accepted: 0,
  acceptedBy: [],
  validUntil: null,
  partial: null,
  changes: [],
  acceptedChanges: [],
  ...more,
});
const check = (verdict: GateCheck["verdict"], fingerprints: readonly string[] = []): GateCheck => ({
  kind: "lint",
  id: CheckId.parse("3f0e3a5e-5f0e-4e8e-9d57-0d5a3a5e5f0e"),
  verdict,
  summary: "New: 1 error.",
  fingerprints,
});
const input = (comparison: Comparison, more: Partial<GateInput> = {}): GateInput => ({
  service: ServiceName.parse("orders"),
  version: VersionName.parse("2"),
  environment: EnvironmentName.parse("production"),
  contract: Digest.parse("a".repeat(64)),
  policy: Policy.parse({}),
  policyVersion: 1,
  deployed: [{ version: VersionName.parse("1"), contract: Digest.parse("b".repeat(64)), comparison }],
  checks: [check("passed")],
  exceptions: [],
  ...more,
});

test("an accepted change does not count, and stays visible with who answers for it and until when", () => {
  const gate = input(compared({ accepted: 1, acceptedBy: [FINGERPRINT], acceptedChanges: [change] }), { exceptions: [exception()] });
  const verdict = Verdict.parse(decideVerdict(gate, NOW));
  expect(verdict).toMatchObject({
    answer: "yes",
    summary: "1 change is accepted for clients of 1, which is deployed, until 2027-01-31.",
    reasons: [
      { type: "accepted-changes", effect: "yes", changes: [{ fingerprint: FINGERPRINT }], exceptions: [{ author: "Ada" }] },
      { type: "compatible", message: "Nothing breaks clients of 1, which is deployed, beside what is accepted." },
      { type: "check-passed" },
    ],
  });
  expect(summarizeVerdict(gate).summary).toBe(verdict.summary);
});

test("what is accepted helps nothing against what is not", () => {
  const gate = input(
    compared({
      accepted: 1,
      acceptedBy: [FINGERPRINT],
      acceptedChanges: [change],
      counts: { breaking: 1, risky: 0, safe: 0 },
      changes: [change],
    }),
    { exceptions: [exception()] },
  );
  expect(decideVerdict(gate, NOW)).toMatchObject({
    answer: "no",
    reasons: [{ type: "accepted-changes" }, { type: "breaking-changes" }, {}],
  });
});

test("a breaking change says how to answer for it", () => {
  const gate = input(compared({ counts: { breaking: 1, risky: 0, safe: 0 }, changes: [change] }));
  expect(decideVerdict(gate, NOW).reasons[0]?.fixes.at(-1)?.command).toBe(
    `surety accept ${FINGERPRINT} --service orders --to production --until YYYY-MM-DD --reason "…"`,
  );
});

test.each<[string, GateCheck, Exception[], string]>([
  ["all of its findings are accepted", check("failed", [FINGERPRINT]), [exception({ subject: "finding" })], "check-accepted"],
  ["one is left", check("failed", [FINGERPRINT, "ffffffffffff"]), [exception({ subject: "finding" })], "check-failed"],
  ["a change is no finding", check("failed", [FINGERPRINT]), [exception()], "check-failed"],
  [
    "it was cut at the limit",
    check(
      "failed",
      Array.from({ length: 100 }, () => FINGERPRINT),
    ),
    [exception({ subject: "finding" })],
    "check-failed",
  ],
  ["it could not be made", check("errored"), [exception({ subject: "finding" })], "check-errored"],
])("a lint check of which %s", (_name, lint, exceptions, type) => {
  const verdict = Verdict.parse(decideVerdict(input({ state: "same-document" }, { checks: [lint], exceptions }), NOW));
  expect(verdict.reasons.at(-1)?.type).toBe(type);
  expect(verdict.answer === "yes").toBe(type === "check-accepted");
});

test("levels that the policy has set are counted in the sentence", () => {
  const policy = Policy.parse({ levels: { "operation-removed": "risky" } });
  const [reason] = decideVerdict(input(compared({ adjusted: 1, counts: { breaking: 0, risky: 1, safe: 0 } }), { policy }), NOW).reasons;
  expect(reason).toMatchObject({
    type: "compatible",
    adjusted: 1,
    message: expect.stringMatching(/ 1 level is set by the policy of production\.$/),
  });
});

test.each<[string, Partial<GateInput>]>([
  ["an exception", { exceptions: [exception()] }],
  ["another expiry", { exceptions: [exception({ expires: "2027-02-01" })] }],
  ["a level", { policy: Policy.parse({ levels: { "operation-removed": "risky" } }) }],
  ["a category", { policy: Policy.parse({ category: "source" }) }],
])("the digest of the inputs follows %s", (_name, more) => {
  const plain = decideVerdict(input(compared({})), NOW).inputsDigest;
  expect(decideVerdict(input(compared({}), more), NOW).inputsDigest).not.toBe(plain);
});
