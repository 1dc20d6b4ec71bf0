import type { VersionFinding } from "@surety/model/checks";
import type { Severity } from "@surety/model/findings";
import { Link } from "@tanstack/react-router";
import { CircleX, ExternalLink, Info, Lightbulb, type LucideIcon, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { OperationKey } from "../contract/operation-key.tsx";
import { Accept } from "../exceptions/accept.tsx";
import { EndException } from "../exceptions/end-exception.tsx";
import { Button } from "../ui/button.tsx";
import { InlineCode } from "../ui/inline-code.tsx";
import { plural } from "../ui/plural.ts";
import { safeHref } from "../ui/safe-href.ts";
import { cardClass } from "../ui/section.tsx";
import { Snippet } from "../ui/snippet.tsx";

const looks: Record<Severity, { Icon: LucideIcon; text: string; tone: "no" | "unknown" | "accent" }> = {
  error: { Icon: CircleX, text: "text-no", tone: "no" },
  warning: { Icon: TriangleAlert, text: "text-unknown", tone: "unknown" },
  info: { Icon: Info, text: "text-accent", tone: "accent" },
  hint: { Icon: Lightbulb, text: "text-muted", tone: "accent" },
};
const FIRST = 3;

/** A word about a finding. */
export const badgeClass = "rounded bg-accent-soft px-1.5 py-0.5 text-xs font-semibold text-accent-strong";
const quietBadgeClass = "rounded border border-line bg-sunken px-1.5 py-px text-xs font-semibold text-muted";

interface FindingGroupProps {
  rule: string;
  findings: readonly VersionFinding[];
  service: string;
  version: string;
}

/** The findings of one rule. */
export function FindingGroup({ rule, findings, service, version }: FindingGroupProps) {
  const [open, setOpen] = useState(false);
  const [first] = findings;
  if (!first) return null;
  const { Icon, text } = looks[first.severity];
  const shown = open ? findings : findings.slice(0, FIRST);
  const source = safeHref(first.source);
  return (
    <section className={`${cardClass} mb-4`}>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-3 sm:px-5">
        <h2 className="flex min-w-0 items-center gap-2 font-semibold">
          <Icon aria-hidden className={`size-5 shrink-0 ${text}`} />
          <span className="sr-only">{first.severity}</span>
          <Link
            to="/services/$service/versions/$version/findings"
            params={{ service, version }}
            search={(before) => ({ ...before, rule })}
            title="Show only this rule"
            className="min-w-0 truncate font-mono text-[0.94em] hover:underline"
          >
            {rule}
          </Link>
        </h2>
        <span className="text-sm text-muted">{plural(findings.length, "place")}</span>
        {source && (
          <a
            href={source}
            target="_blank"
            rel="noreferrer"
            className="ml-auto inline-flex items-center gap-1 rounded text-sm text-accent underline"
          >
            Why <ExternalLink aria-hidden className="size-3.5" />
            <span className="sr-only">this rule exists (opens a new tab)</span>
          </a>
        )}
      </header>
      <ul className="divide-y divide-line">
        {shown.map((finding) => (
          <FindingItem key={`${finding.fingerprint} ${finding.pointer}`} finding={finding} service={service} version={version} />
        ))}
      </ul>
      {findings.length > FIRST && (
        <div className="border-t border-line px-4 py-2 sm:px-5">
          <Button size="sm" look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? "Show fewer" : `Show ${plural(findings.length - FIRST, "more place")}`}
          </Button>
        </div>
      )}
    </section>
  );
}

function FindingItem({ finding, service, version }: { finding: VersionFinding; service: string; version: string }) {
  const { tone, text } = looks[finding.severity];
  return (
    <li className="grid gap-x-6 gap-y-3 px-4 py-4 sm:px-5 lg:grid-cols-2">
      <div className="min-w-0">
        <p className="break-words">
          {finding.isNew && finding.state === "open" && <span className={`mr-2 ${badgeClass}`}>new</span>}
          {finding.state !== "open" && <span className={`mr-2 ${quietBadgeClass}`}>{finding.state}</span>}
          <InlineCode>{finding.message}</InlineCode>
        </p>
        {finding.hint && (
          <p className="mt-1 break-words text-muted">
            <InlineCode>{finding.hint}</InlineCode>
          </p>
        )}
        <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
          <span className={text}>{finding.severity}</span>
          {finding.operation && <OperationKey operation={finding.operation} />}
          <Link
            to="/services/$service/versions/$version/source"
            params={{ service, version }}
            search={{ line: finding.line, column: finding.column }}
            className="rounded text-accent underline"
          >
            line {finding.line}, column {finding.column}
          </Link>
          <code>{finding.fingerprint}</code>
        </p>
        <Standing finding={finding} service={service} />
      </div>
      {finding.snippet && (
        <div className="min-w-0">
          <Snippet snippet={finding.snippet} tone={tone} label={`Source around line ${finding.line}`} />
        </div>
      )}
    </li>
  );
}

/** Why it does not count, or the way to answer for it. */
function Standing({ finding, service }: { finding: VersionFinding; service: string }) {
  const { state, ignore, exceptions, fingerprint, rule, line } = finding;
  if (ignore !== null)
    return (
      <p className="mt-2 text-sm break-words">
        The document ignores it{ignore.expires === null ? ", without a last day" : ` until ${ignore.expires}`}:{" "}
        <span className="text-muted">{ignore.reason}</span>
      </p>
    );
  if (state === "open")
    return (
      <div className="mt-3">
        <Accept subject="finding" fingerprint={fingerprint} what={rule} where={`line ${line}`} service={service} />
      </div>
    );
  return (
    <ul className="mt-2 space-y-2">
      {exceptions.map((exception) => (
        <li key={exception.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
          <p className="min-w-0 break-words">
            {exception.author} answers for it{exception.environment === null ? "" : ` in ${exception.environment}`} until{" "}
            {exception.expires}: <span className="text-muted">{exception.reason}</span>
          </p>
          <EndException exception={exception} />
        </li>
      ))}
    </ul>
  );
}
