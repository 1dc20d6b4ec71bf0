import type { RuleScore, Score, ScoreArea } from "@surety/model/scores";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { plural } from "../ui/plural.ts";
import { cardClass } from "../ui/section.tsx";

const FIRST = 5;
const areaWords: Record<ScoreArea, string> = {
  document: "the document itself",
  design: "design",
  errors: "errors",
  security: "security",
  data: "data",
  evolution: "evolution",
  documentation: "documentation",
  other: "other rules",
};

interface ScoreCardProps {
  score: Score;
  ruleset: string | null;
  service: string;
  version: string;
}

/** How good the contract is by its rules, where the points went, and what to fix first. */
export function ScoreCard({ score, ruleset, service, version }: ScoreCardProps) {
  const [open, setOpen] = useState(false);
  const first = score.first.flatMap((name) => score.rules.find(({ rule }) => rule === name) ?? []);
  const gain = first[0]?.gain ?? 0;
  return (
    <section className={`${cardClass} mb-5 px-4 py-4 sm:px-5`} aria-label="Score">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <p className="flex items-baseline gap-1.5">
          <strong className="text-2xl font-semibold tabular-nums">{Math.floor(score.value)}</strong>
          <span className="text-muted">of 100</span>
        </p>
        <div className="min-w-0 flex-1 basis-64">
          <p>
            {score.rules.length === 0
              ? "No rule found anything: nothing is lost."
              : `Lost to ${score.areas.slice(0, 3).map(sayArea).join(", ")}.`}
          </p>
          <p className="text-sm text-muted">
            {ruleset !== null && `Judged by ${ruleset}, over ${plural(score.operations, "operation")}. `}
            {first.length > 0 && `Fix ${first[0]?.rule} first: the score rises by ${gain < 1 ? "less than 1" : Math.floor(gain)}.`}
          </p>
        </div>
        {score.rules.length > 0 && (
          <Button size="sm" look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? "Hide the reasoning" : "Why this score"}
          </Button>
        )}
      </div>
      {open && <Rules rules={score.rules} service={service} version={version} />}
    </section>
  );
}

function sayArea({ area, lost }: { area: ScoreArea; lost: number }): string {
  return `${areaWords[area]} (${sayPoints(lost)})`;
}

function sayPoints(points: number): string {
  return points < 0.1 ? "under 0.1" : points.toFixed(1);
}

function Rules({ rules, service, version }: { rules: readonly RuleScore[]; service: string; version: string }) {
  const [all, setAll] = useState(false);
  return (
    <div className="mt-4 overflow-x-auto border-t border-line pt-3">
      <table className="w-full text-sm">
        <thead className="text-left text-muted">
          <tr>
            <th className="py-1.5 pr-4 font-medium">Rule</th>
            <th className="py-1.5 pr-4 text-right font-medium">Places</th>
            <th className="py-1.5 pr-4 text-right font-medium">Points lost</th>
            <th className="py-1.5 text-right font-medium">Gained when fixed</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {(all ? rules : rules.slice(0, FIRST)).map(({ rule, severity, findings, lost, gain }) => (
            <tr key={rule}>
              <td className="py-1.5 pr-4">
                <Link
                  to="/services/$service/versions/$version/findings"
                  params={{ service, version }}
                  search={{ rule }}
                  className="rounded font-mono break-all text-accent underline"
                >
                  {rule}
                </Link>{" "}
                <span className="text-muted">{severity}</span>
              </td>
              <td className="py-1.5 pr-4 text-right tabular-nums">{findings}</td>
              <td className="py-1.5 pr-4 text-right tabular-nums">{sayPoints(lost)}</td>
              <td className="py-1.5 text-right tabular-nums">{sayPoints(gain)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rules.length > FIRST && (
        <Button size="sm" look="quiet" className="mt-2" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show ${plural(rules.length - FIRST, "more rule")}`}
        </Button>
      )}
    </div>
  );
}
