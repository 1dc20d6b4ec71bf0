import type { ChangeCounts, Level } from "@surety/model/changes";
import type { Verdict } from "@surety/model/verdicts";
import type { Report } from "./report.ts";

/** A verdict; `file` is the path of the version's document for positions, null where there is none. */
export function reportOfVerdict(verdict: Verdict, file: string | null): Report {
  const { service, version, environment, answer, reasons, deployed } = verdict;
  const compared = reasons.flatMap((reason) =>
    reason.type === "breaking-changes" || reason.type === "risky-changes" ? [{ stops: stopOf(reason.type), ...reason }] : [],
  );
  const left = compared.reduce((total, { stops, counts, changes }) => total + counts[stops] - changes.length, 0);
  const counted = reasons.flatMap((reason) => ("counts" in reason ? [reason.counts] : []));
  return {
    command: "can-deploy",
    subject: {
      name: `${service} ${version} → ${environment}`,
      file,
      base: deployed.length === 0 ? null : deployed.join(", "),
    },
    answer,
    ...(counted.length === 0 ? {} : { changes: compared.flatMap(({ changes }) => changes) }),
    reasons,
    counts: counted.length === 0 ? {} : { changes: sum(counted) },
    stopsAt: [...new Set(compared.map(({ stops }) => stops))],
    partial: null,
    notes: left > 0 ? [`${left} more ${left === 1 ? "change is" : "changes are"} in the comparison that the server has.`] : [],
    help: new Map(),
  };
}

function stopOf(type: "breaking-changes" | "risky-changes"): Level {
  return type === "breaking-changes" ? "breaking" : "risky";
}

function sum(all: readonly ChangeCounts[]): ChangeCounts {
  return all.reduce(
    (total, { breaking, risky, safe }) => ({ breaking: total.breaking + breaking, risky: total.risky + risky, safe: total.safe + safe }),
    { breaking: 0, risky: 0, safe: 0 },
  );
}
