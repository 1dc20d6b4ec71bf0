import { reasonTopic } from "@surety/report/reason-topic";
import type { Reason, Verdict } from "@surety/model/verdicts";
import { changeCountsText, proofLines } from "./change-text.ts";
import { colors } from "./colors.ts";
import { MARKS } from "./marks.ts";
import { printable } from "./printable.ts";
import { terminalWidth, wrap } from "./wrap.ts";

const ANSWER = { yes: colors.green("YES"), no: colors.red("NO"), unknown: colors.yellow("UNKNOWN") } as const;
const TOPIC_WIDTH = 14;
const INDENT = TOPIC_WIDTH + 5;

/** The verdict for reading: the answer first, each reason with its proof, then what to do. */
export function verdictText(decided: Verdict): string {
  const verdict = printable(decided);
  const now = verdict.deployed.length === 0 ? "nothing deployed" : `now: ${verdict.deployed.join(", ")}`;
  const lines = [
    `${ANSWER[verdict.answer]}  ${colors.bold(`${verdict.service} ${verdict.version}`)} → ${verdict.environment}  ${colors.dim(`(${now}, policy v${verdict.policyVersion})`)}`,
  ];
  for (const reason of decided.reasons) lines.push(...reasonLines(reason));
  const fixes = verdict.reasons.filter(({ effect }) => effect !== "yes").flatMap(({ fixes: all }) => all);
  const unique = [...new Map(fixes.map((fix) => [`${fix.text}\n${fix.command ?? ""}`, fix])).values()];
  unique.forEach(({ text, command }, index) => {
    lines.push(`${index === 0 ? "Fix: " : "     "}${wrap(text, { width: terminalWidth(), indent: 5 })}`);
    if (command) lines.push(`       ${colors.cyan(command)}`);
  });
  return lines.join("\n");
}

function reasonLines(reason: Reason): string[] {
  const lines = [
    ` ${MARKS[reason.effect]} ${reasonTopic(reason).padEnd(TOPIC_WIDTH)}  ${wrap(printable(reason.message), { width: terminalWidth(), indent: INDENT })}`,
  ];
  if (reason.type !== "breaking-changes" && reason.type !== "risky-changes") return lines;
  for (const change of reason.changes) {
    lines.push(`     ${colors.bold(printable(change.coordinate))}  ${colors.dim(change.fingerprint)}`);
    lines.push(`       ${wrap(printable(change.message), { width: terminalWidth(), indent: 7 })}`);
    if (change.witness) lines.push(...proofLines(change.witness, 7));
  }
  const shown = reason.changes.length;
  const all = reason.type === "breaking-changes" ? reason.counts.breaking : reason.counts.risky;
  if (all > shown) lines.push(colors.dim(`     … and ${all - shown} more (${changeCountsText(reason.counts)} in all)`));
  return lines;
}
