import type { Weighing } from "./reports.ts";

/** What the settings have left out, and which of them have no effect, one sentence each. */
export function weighingNotes({ ignored, expired, stale, off }: Weighing): string[] {
  return [
    ...ignored.map(({ change, reason, expires, by }) => {
      const until = expires === null ? "" : ` until ${expires}`;
      return `${change.fingerprint} (${change.level}, ${change.coordinate}) is ignored${until}${by === null ? "" : ` by ${by}`}: ${reason}`;
    }),
    ...expired.map(({ fingerprint, expires }) => `${fingerprint} was ignored until ${expires}, and counts again.`),
    ...stale.map(({ fingerprint }) => `${fingerprint} is to be ignored, and no change has it: the entry can go.`),
    ...(off === 0 ? [] : [`${off} ${off === 1 ? "change is of a kind" : "changes are of kinds"} that the settings turn off.`]),
  ];
}

/** How a change is left out from now on, with a reason. */
export function howToIgnore(fingerprint: string): string {
  return `leave it out: --ignore ${fingerprint}, or {"fingerprint": "${fingerprint}", "reason": "…"} in diff.ignore of surety.json`;
}
