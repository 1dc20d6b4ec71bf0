import type { VerdictSummary } from "@surety/model/verdicts";
import { Link } from "@tanstack/react-router";
import { AnswerMark, answerTint } from "../verdicts/answer.tsx";
import { shortVersion } from "./version-label.tsx";

/** What an environment runs, in a few words. */
export function sayDeployed(deployed: readonly string[]): string {
  const [first, ...others] = deployed;
  if (first === undefined) return "nothing deployed";
  return others.length === 0 ? `runs ${shortVersion(first)}` : `runs ${shortVersion(first)} +${others.length}`;
}

/** The answer for one environment, as a link to its page. */
export function VerdictCell({ service, version, verdict }: { service: string; version: string; verdict: VerdictSummary }) {
  const { environment, answer, settled, deployed } = verdict;
  return (
    <li className="min-w-0">
      <Link
        to="/services/$service/versions/$version/verdicts/$environment"
        params={{ service, version, environment }}
        title={verdict.summary}
        className={`relative z-10 block w-full min-w-0 rounded-md border px-3 py-2 transition-shadow hover:shadow-raised sm:w-38 ${answerTint[answer]}`}
      >
        <span className="block truncate text-xs text-ink">{environment}</span>
        <AnswerMark answer={answer} settled={settled} />
        <span className="block truncate text-xs text-muted" title={deployed.join(", ")}>
          {sayDeployed(deployed)}
        </span>
      </Link>
    </li>
  );
}
