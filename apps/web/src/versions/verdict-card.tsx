import type { VerdictSummary } from "@surety/model/verdicts";
import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { sayDeployed } from "../services/verdict-cell.tsx";
import { Seal } from "../ui/seal.tsx";
import { answerText, answerTint, answerWords } from "../verdicts/answer.tsx";

/** The answer for one environment, with its sentence. */
export function VerdictCard({ service, version, verdict }: { service: string; version: string; verdict: VerdictSummary }) {
  const { environment, answer, settled, summary, deployed } = verdict;
  const checking = answer === "unknown" && !settled;
  return (
    <li>
      <Link
        to="/services/$service/versions/$version/verdicts/$environment"
        params={{ service, version, environment }}
        className={`grid h-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-4 rounded-lg border p-4 hover:shadow-raised ${answerTint[answer]}`}
      >
        <Seal answer={answer} className={`size-9 stroke-[1.6] ${checking ? "animate-breathe" : ""}`} />
        <span className="min-w-0">
          <span className="flex flex-wrap items-baseline gap-x-2.5">
            <span className={`text-lg font-semibold ${answerText[answer]}`}>{checking ? "Checking" : answerWords[answer]}</span>
            <span className="max-w-full truncate font-medium text-ink" title={environment}>
              {environment}
            </span>
            <span className="max-w-full truncate text-sm text-muted">{sayDeployed(deployed)}</span>
          </span>
          <span className="mt-0.5 line-clamp-2 text-sm text-ink" title={summary}>
            {summary}
          </span>
        </span>
        <ChevronRight aria-hidden className="size-5 text-muted" />
      </Link>
    </li>
  );
}
