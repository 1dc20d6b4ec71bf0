import type { Change, ChangeCounts } from "@surety/model/changes";
import type { Fix, Reason } from "@surety/model/verdicts";
import type { GateDeployment, GateInput } from "./gate-input.ts";

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

function weighChanges(
  input: GateInput,
  deployed: GateDeployment,
  comparison: Extract<GateDeployment["comparison"], { state: "compared" }>,
): Reason[] {
  const against = { version: deployed.version, contract: deployed.contract };
  const { counts, changes, partial } = comparison;
  const reasons: Reason[] = [];
  if (counts.breaking > 0) {
    const shown = ofLevel(changes, "breaking");
    const message = `${count(counts.breaking, "change breaks", "changes break")} clients of ${deployed.version}, which is deployed.`;
    reasons.push({ type: "breaking-changes", effect: "no", message, fixes: repair(shown), against, counts, changes: shown });
  }
  if (counts.risky > 0 && input.policy.risky === "block") {
    const shown = ofLevel(changes, "risky");
    const message = `${count(counts.risky, "change may break", "changes may break")} clients of ${deployed.version}, and the policy of ${input.environment} blocks risky changes.`;
    reasons.push({ type: "risky-changes", effect: "no", message, fixes: repair(shown), against, counts, changes: shown });
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
  if (reasons.length === 0) {
    const risky = counts.risky === 0 ? "" : `, ${count(counts.risky, "change is", "changes are")} risky`;
    reasons.push({
      type: "compatible",
      effect: "yes",
      message: `Nothing breaks clients of ${deployed.version}, which is deployed${risky}.`,
      fixes: [],
      against,
      counts,
    });
  }
  return reasons;
}

function ofLevel(changes: readonly Change[], level: Change["level"]): Change[] {
  return changes.filter((change) => change.level === level).slice(0, SHOWN);
}

function repair(changes: readonly Change[]): Fix[] {
  const hints = new Set(changes.flatMap((change) => (change.hint === undefined ? [] : [change.hint])));
  return [
    ...[...hints].slice(0, 3).map((text) => ({ text })),
    {
      text: "Undo or soften the changes, look at the result before you push, and publish it under a new version.",
      command: "surety check openapi.json --against origin/main",
    },
  ];
}

function again(input: GateInput): Fix {
  return { text: "Ask again in a moment.", command: `surety can-deploy ${input.service}@${input.version} --to ${input.environment}` };
}

export function count(amount: number, one: string, many: string): string {
  return `${amount} ${amount === 1 ? one : many}`;
}
