import type { Answer, Reason, Verdict, VerdictSummary } from "@surety/model/verdicts";
import { canonicalInputs, digestInputs } from "./digest-inputs.ts";
import type { GateInput } from "./gate-input.ts";
import { weighCheck } from "./weigh-check.ts";
import { count, weighComparison } from "./weigh-comparison.ts";

/**
 * May the version be deployed to the environment? A pure function: equal inputs, equal verdict.
 * 1. No contract: no.
 * 2. Each active version of the service there is compared with; none there is a first deployment.
 * 3. Each check that the policy requires must have passed.
 * The worst effect wins: no before unknown before yes.
 */
export function decideVerdict(input: GateInput, decidedAt: string): Verdict {
  const reasons = weigh(input);
  return {
    ...conclude(input, reasons),
    service: input.service,
    version: input.version,
    reasons,
    policyVersion: input.policyVersion,
    contract: input.contract,
    inputsDigest: digestInputs(canonicalInputs(input)),
    decidedAt,
  };
}

/** The same answer as {@link decideVerdict}, as lists show it; it needs no `changes`. */
export function summarizeVerdict(input: GateInput): VerdictSummary {
  return conclude(input, weigh(input));
}

function conclude(input: GateInput, reasons: readonly Reason[]): VerdictSummary {
  const answer = worst(reasons);
  const decisive = reasons.filter((reason) => reason.effect === answer);
  return {
    environment: input.environment,
    answer,
    summary: summarize(answer, decisive),
    settled: !isPending(input),
    deployed: input.deployed.map((deployed) => deployed.version),
  };
}

function weigh(input: GateInput): Reason[] {
  const compatibility: Reason[] =
    input.contract === null
      ? [
          {
            type: "no-contract",
            effect: "no",
            message: "This version has no contract.",
            fixes: [
              {
                text: "Publish its OpenAPI document.",
                command: `surety publish openapi.json --service ${input.service} --version ${input.version}`,
              },
            ],
          },
        ]
      : input.deployed.length === 0
        ? [
            {
              type: "first-deployment",
              effect: "yes",
              message: `No version of ${input.service} is deployed in ${input.environment}: there is nothing to break.`,
              fixes: [],
            },
          ]
        : input.deployed.flatMap((deployed) => weighComparison(input, deployed));
  const required = [...new Set(input.policy.requiredChecks)].sort();
  return [...compatibility, ...required.map((kind) => weighCheck(input, kind))];
}

function worst(reasons: readonly Reason[]): Answer {
  const effects = new Set<Answer>(reasons.map((reason) => reason.effect));
  return effects.has("no") ? "no" : effects.has("unknown") ? "unknown" : "yes";
}

function summarize(answer: Answer, decisive: readonly Reason[]): string {
  const first = decisive[0];
  if (answer === "yes" || first === undefined) return first?.message ?? "Nothing speaks against it.";
  const others = decisive.length - 1;
  return others === 0 ? first.message : `${first.message} And ${count(others, "reason", "reasons")} more.`;
}

/** Something that the answer needs is still being made, and the answer may change by itself. */
function isPending(input: GateInput): boolean {
  return (
    input.deployed.some((deployed) => deployed.comparison.state === "pending") ||
    input.checks.some((check) => check.verdict === null && input.policy.requiredChecks.includes(check.kind))
  );
}
