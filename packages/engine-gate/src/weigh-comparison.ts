import type { Change, ChangeCounts } from "@surety/model/changes";
import type { Fix, Reason } from "@surety/model/verdicts";
import { firstExpiry } from "./first-expiry.ts";
import type { GateDeployment, GateInput } from "./gate-input.ts";

type Compared = Extract<GateDeployment["comparison"], { state: "compared" }>;

const SHOWN = 20;
const NOTHING: ChangeCounts = { breaking: 0, risky: 0, safe: 0 };

/** What one deployed version means for the answer: its reasons, the worst first. */
export function weighComparison(input: GateInput, deployed: GateDeployment): Reason[] {
  const against = { version: deployed.version, contract: deployed.contract };
  const { comparison } = deployed;
  switch (comparison.state) {
    case "same-document":
      return [
        {
          type: "compatible",
          effect: "yes",
          message: `The contract of ${deployed.version}, which is deployed, is the same.`,
          fixes: [],
          against,
          counts: NOTHING,
        },
      ];
    case "pending":
      return [
        {
          type: "comparison-missing",
          effect: "unknown",
          message: `The comparison with ${deployed.version}, which is deployed, is being made.`,
          fixes: [again(input)],
          against,
        },
      ];
    case "unavailable":
      return [
        {
          type: "comparison-missing",
          effect: "unknown",
          message: `There is no comparison with ${deployed.version}, which is deployed: ${comparison.why}`,
          fixes: [again(input)],
          against,
        },
      ];
    case "compared":
      return weighChanges(input, deployed, comparison);
  }
}

function weighChanges(input: GateInput, deployed: GateDeployment, comparison: Compared): Reason[] {
  const against = { version: deployed.version, contract: deployed.contract };
  const { counts, changes, partial } = comparison;
  const set = comparison.adjusted === 0 ? {} : { adjusted: comparison.adjusted };
  const reasons: Reason[] = weighAccepted(input, deployed, comparison);
  const isAlone = reasons.length;
  if (counts.breaking > 0) {
    const shown = ofLevel(changes, "breaking");
    const message = `${count(counts.breaking, "change breaks", "changes break")} clients of ${deployed.version}, which is deployed.${policySets(input, comparison.adjusted)}`;
    reasons.push({ type: "breaking-changes", effect: "no", message, fixes: repair(shown, input), against, counts, ...set, changes: shown });
  }
  if (counts.risky > 0 && input.policy.risky === "block") {
    const shown = ofLevel(changes, "risky");
    const message = `${count(counts.risky, "change may break", "changes may break")} clients of ${deployed.version}, and the policy of ${input.environment} blocks risky changes.`;
    reasons.push({ type: "risky-changes", effect: "no", message, fixes: repair(shown, input), against, counts, ...set, changes: shown });
  }
  if (partial !== null) {
    const message = `The comparison with ${deployed.version}, which is deployed, is incomplete: ${partial}`;
    reasons.push({
      type: "comparison-missing",
      effect: "unknown",
      message,
      fixes: [{ text: "Make the documents smaller or simpler, so that all of them can be compared." }],
      against,
    });
  }
  if (reasons.length === isAlone) {
    const risky = counts.risky === 0 ? "" : `, ${count(counts.risky, "change is", "changes are")} risky`;
    reasons.push({
      type: "compatible",
      effect: "yes",
      message: `Nothing breaks clients of ${deployed.version}, which is deployed${isAlone > 0 ? ", beside what is accepted" : ""}${risky}.${policySets(input, comparison.adjusted)}`,
      fixes: [],
      against,
      counts,
      ...set,
    });
  }
  return reasons;
}

/** What does not count because somebody answers for it; it stays visible. */
function weighAccepted(
  input: GateInput,
  { version, contract }: GateDeployment,
  { accepted, acceptedBy, acceptedChanges }: Compared,
): Reason[] {
  if (accepted === 0) return [];
  const names = new Set(acceptedBy);
  const exceptions = input.exceptions.filter(({ subject, fingerprint }) => subject === "change" && names.has(fingerprint)).slice(0, SHOWN);
  const message = `${count(accepted, "change is", "changes are")} accepted for clients of ${version}, which is deployed, until ${firstExpiry(exceptions)}.`;
  return [
    {
      type: "accepted-changes",
      effect: "yes",
      message,
      fixes: [],
      against: { version, contract },
      accepted,
      changes: acceptedChanges.slice(0, SHOWN),
      exceptions,
    },
  ];
}

/** " 2 levels are set by the policy of production." */
function policySets({ environment }: GateInput, adjusted: number): string {
  return adjusted === 0 ? "" : ` ${count(adjusted, "level is", "levels are")} set by the policy of ${environment}.`;
}

function ofLevel(changes: readonly Change[], level: Change["level"]): Change[] {
  return changes.filter((change) => change.level === level).slice(0, SHOWN);
}

function repair(changes: readonly Change[], input: GateInput): Fix[] {
  const hints = new Set(changes.flatMap((change) => (change.hint === undefined ? [] : [change.hint])));
  return [
    ...[...hints].slice(0, 3).map((text) => ({ text })),
    {
      text: "Undo or soften the changes, look at the result before you push, and publish it under a new version.",
      command: "surety check openapi.json --against origin/main",
    },
    ...changes.slice(0, 1).map(({ fingerprint }) => ({
      text: `Or answer for ${changes.length === 1 ? "it" : "each of them"}, with a reason and a last day.`,
      command: `surety accept ${fingerprint} --service ${input.service} --to ${input.environment} --until YYYY-MM-DD --reason "…"`,
    })),
  ];
}

function again(input: GateInput): Fix {
  return { text: "Ask again in a moment.", command: `surety can-deploy ${input.service}@${input.version} --to ${input.environment}` };
}

export function count(amount: number, one: string, many: string): string {
  return `${amount} ${amount === 1 ? one : many}`;
}
