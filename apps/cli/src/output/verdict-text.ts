import type { Reason, Verdict } from "@surety/model/verdicts";
import { changeCountsText } from "./change-text.ts";
import { colors } from "./colors.ts";

const ANSWER = { yes: colors.green("YES"), no: colors.red("NO"), unknown: colors.yellow("UNKNOWN") } as const;
const MARK = { yes: colors.green("✓"), no: colors.red("✗"), unknown: colors.yellow("?") } as const;

/** The verdict for reading: the answer first, each reason with its proof, then what to do. */
export function verdictText(verdict: Verdict): string {
  const now = verdict.deployed.length === 0 ? "nothing deployed" : `now: ${verdict.deployed.join(", ")}`;
  const lines = [
    `${ANSWER[verdict.answer]}  ${colors.bold(`${verdict.service} ${verdict.version}`)} → ${verdict.environment}  ${colors.dim(`(${now}, policy v${verdict.policyVersion})`)}`,
  ];
  for (const reason of verdict.reasons) lines.push(...reasonLines(reason));
  const fixes = verdict.reasons.filter(({ effect }) => effect !== "yes").flatMap(({ fixes: all }) => all);
  const unique = [...new Map(fixes.map((fix) => [`${fix.text}\n${fix.command ?? ""}`, fix])).values()];
  unique.forEach((fix, index) => {
    lines.push(`${index === 0 ? "Fix:" : "    "} ${fix.text}${fix.command ? `  ${colors.cyan(fix.command)}` : ""}`);
  });
  return lines.join("\n");
}

function reasonLines(reason: Reason): string[] {
  const lines = [` ${MARK[reason.effect]} ${topicOf(reason).padEnd(14)}  ${reason.message}`];
  if (reason.type !== "breaking-changes" && reason.type !== "risky-changes") return lines;
  for (const change of reason.changes) {
    lines.push(`     ${change.coordinate}  ${colors.dim(change.fingerprint)}`);
    lines.push(`       ${change.message}`);
    if (change.witness) lines.push(`       ${colors.dim("proof")}  ${colors.magenta(JSON.stringify(change.witness.value).slice(0, 200))}  ${change.witness.explanation}`);
  }
  const shown = reason.changes.length;
  const all = reason.type === "breaking-changes" ? reason.counts.breaking : reason.counts.risky;
  if (all > shown) lines.push(colors.dim(`     … and ${all - shown} more (${changeCountsText(reason.counts)} in all)`));
  return lines;
}

function topicOf(reason: Reason): string {
  return "kind" in reason ? reason.kind : reason.type === "no-contract" ? "contract" : "compatibility";
}
