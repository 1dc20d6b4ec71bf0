import type { Check } from "@surety/model/checks";
import { CircleCheck, CircleDashed, CircleSlash, CircleX, LoaderCircle, TriangleAlert, type LucideIcon } from "lucide-react";

type CheckStatus = "queued" | "running" | "passed" | "failed" | "errored" | "skipped";

export function checkStatus(check: Check): CheckStatus {
  return check.state === "settled" ? (check.outcome?.verdict ?? "errored") : check.state;
}

const looks: Record<CheckStatus, { Icon: LucideIcon; tone: string; word: string; moves?: string }> = {
  queued: { Icon: CircleDashed, tone: "text-muted", word: "queued" },
  running: { Icon: LoaderCircle, tone: "text-accent", word: "running", moves: "animate-spin" },
  passed: { Icon: CircleCheck, tone: "text-yes", word: "passed" },
  failed: { Icon: CircleX, tone: "text-no", word: "failed" },
  errored: { Icon: TriangleAlert, tone: "text-unknown", word: "errored" },
  skipped: { Icon: CircleSlash, tone: "text-muted", word: "skipped" },
};

export const checkNames: Record<Check["kind"], string> = { lint: "Lint", diff: "Diff" };

/** A check and how it stands: icon and words. */
export function CheckMark({ check }: { check: Check }) {
  const { Icon, tone, word, moves = "" } = looks[checkStatus(check)];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap" title={check.outcome?.summary}>
      <Icon aria-hidden className={`size-4 ${tone} ${moves}`} />
      <span>
        {checkNames[check.kind]} <span className={tone}>{word}</span>
      </span>
    </span>
  );
}
