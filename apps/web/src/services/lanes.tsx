import type { ServiceListItem } from "@surety/model/services";
import type { VerdictSummary } from "@surety/model/verdicts";
import type { Version } from "@surety/model/versions";
import { Link } from "@tanstack/react-router";
import { ArrowDown, ArrowRight } from "lucide-react";
import { buttonClass } from "../ui/button.tsx";
import { cardClass } from "../ui/section.tsx";
import { Empty } from "../ui/states.tsx";
import { AnswerMark, answerTint } from "../verdicts/answer.tsx";
import { VersionLabel } from "./version-label.tsx";

/** One lane for each environment: what it runs, and whether the newest version may take its place. */
export function Lanes({ service, latest }: { service: ServiceListItem; latest: Version }) {
  if (service.verdicts.length === 0) {
    return (
      <Empty
        title="No environments yet"
        actions={
          <Link to="/environments" className={buttonClass("primary")}>
            Add an environment
          </Link>
        }
      >
        An environment is a place that versions are deployed to, such as staging or production. The gate answers for each of them.
      </Empty>
    );
  }
  return (
    <ol className={`${cardClass} divide-y divide-line`}>
      {service.verdicts.map((verdict) => (
        <Lane key={verdict.environment} service={service.name} latest={latest} verdict={verdict} />
      ))}
    </ol>
  );
}

function Lane({ service, latest, verdict }: { service: string; latest: Version; verdict: VerdictSummary }) {
  const { environment, deployed, answer, settled, summary } = verdict;
  const current = deployed.length === 1 && deployed[0] === latest.name;
  return (
    <li className="grid items-center gap-x-4 gap-y-2 p-4 md:grid-cols-[minmax(7rem,11rem)_minmax(0,13rem)_auto_minmax(0,1fr)] md:px-5">
      <h3 className="truncate font-medium" title={environment}>
        {environment}
      </h3>
      <div className="flex min-w-0 flex-wrap items-center gap-1.5">
        {deployed.length === 0 ? (
          <span className="rounded-md border border-dashed border-line px-2.5 py-1 text-sm text-muted">nothing deployed</span>
        ) : (
          deployed.map((version) => (
            <Link
              key={version}
              to="/services/$service/versions/$version"
              params={{ service, version }}
              className="flex max-w-full min-w-0 rounded-md border border-line bg-sunken px-2.5 py-1 text-sm hover:border-line-strong"
            >
              <span className="sr-only">runs </span>
              <VersionLabel name={version} className="min-w-0" />
            </Link>
          ))
        )}
      </div>
      <span aria-hidden className="text-line-strong max-md:pl-3">
        {!current && (
          <>
            <ArrowRight className="size-5 max-md:hidden" />
            <ArrowDown className="size-5 md:hidden" />
          </>
        )}
      </span>
      {current ? (
        <p className="text-muted">Runs the newest version.</p>
      ) : (
        <Link
          to="/services/$service/versions/$version/verdicts/$environment"
          params={{ service, version: latest.name, environment }}
          className={`flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5 rounded-md border px-3 py-2 hover:shadow-raised ${answerTint[answer]}`}
        >
          <VersionLabel name={latest.name} className="max-w-40 text-sm text-ink" />
          <AnswerMark answer={answer} settled={settled} />
          <span className="min-w-0 basis-full text-sm text-ink lg:basis-auto lg:flex-1 lg:truncate" title={summary}>
            {summary}
          </span>
        </Link>
      )}
    </li>
  );
}
