import type { ServiceListItem } from "@surety/model/services";
import { Link } from "@tanstack/react-router";
import { cardClass } from "../ui/section.tsx";
import { Moment } from "../ui/moment.tsx";
import { plural } from "../ui/plural.ts";
import { aboutService } from "./about-service.ts";
import { VerdictCell } from "./verdict-cell.tsx";
import { VersionLabel } from "./version-label.tsx";

/** So many environments fit beside the name; more go below it. */
const BESIDE = 3;

/** One service: its newest version, and what the gate says of it in each environment, in their order. */
export function ServiceRow({ service }: { service: ServiceListItem }) {
  const { latest, verdicts } = service;
  const about = aboutService(service);
  return (
    <li
      className={`${cardClass} relative grid gap-x-8 gap-y-4 p-4 transition-colors hover:border-line-strong/70 sm:p-5 ${verdicts.length <= BESIDE ? "lg:grid-cols-[minmax(0,1fr)_auto] lg:items-center" : ""}`}
    >
      <div className="min-w-0">
        <h2 className="truncate text-lg font-semibold">
          <Link
            to="/services/$service"
            params={{ service: service.name }}
            title={service.name}
            className="after:absolute after:inset-0 after:rounded-lg hover:underline focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent"
          >
            {service.name}
          </Link>
        </h2>
        {about && (
          <p className="truncate text-muted" title={about}>
            {about}
          </p>
        )}
        <p className="mt-1.5 flex flex-wrap items-center gap-x-2 text-sm text-muted">
          {latest ? (
            <>
              <VersionLabel name={latest.name} className="max-w-64 text-ink" />
              <span aria-hidden>·</span>
              <span>{plural(latest.operationCount, "operation")}</span>
              <span aria-hidden>·</span>
              <Moment at={latest.createdAt} />
            </>
          ) : (
            "No version published yet"
          )}
        </p>
      </div>
      {latest && verdicts.length > 0 && (
        <ol aria-label={`Verdicts of ${service.name} ${latest.name}`} className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
          {verdicts.map((verdict) => (
            <VerdictCell key={verdict.environment} service={service.name} version={latest.name} verdict={verdict} />
          ))}
        </ol>
      )}
    </li>
  );
}
