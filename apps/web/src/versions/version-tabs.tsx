import { Link } from "@tanstack/react-router";

const tabClass =
  "-mb-px inline-flex min-h-11 items-center gap-2 border-b-2 border-transparent whitespace-nowrap text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink";

/** The parts of a version's page. Each is a page of its own, so that it can be linked to. */
export function VersionTabs({ service, version, findings }: { service: string; version: string; findings: number | null }) {
  const params = { service, version };
  const exact = { exact: true, includeSearch: false };
  return (
    <nav aria-label="Version" className="-mx-4 mb-6 flex gap-7 overflow-x-auto border-b border-line px-4 sm:mx-0 sm:px-0">
      <Link to="/services/$service/versions/$version" params={params} activeOptions={exact} className={tabClass}>
        Overview
      </Link>
      <Link to="/services/$service/versions/$version/changes" params={params} activeOptions={exact} className={tabClass}>
        Changes
      </Link>
      <Link to="/services/$service/versions/$version/findings" params={params} activeOptions={exact} className={tabClass}>
        Findings
        {findings !== null && (
          <span className="rounded-full bg-sunken px-2 text-xs leading-5 text-ink">{findings.toLocaleString("en")}</span>
        )}
      </Link>
      <Link to="/services/$service/versions/$version/contract" params={params} activeOptions={exact} className={tabClass}>
        Contract
      </Link>
      <Link to="/services/$service/versions/$version/source" params={params} activeOptions={exact} className={tabClass}>
        Source
      </Link>
    </nav>
  );
}
