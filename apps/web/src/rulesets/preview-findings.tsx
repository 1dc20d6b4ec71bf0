import type { Finding } from "@surety/model/findings";
import type { LintPreview } from "@surety/model/rulesets";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { InlineCode } from "../ui/inline-code.tsx";
import { plural } from "../ui/plural.ts";
import { cardClass } from "../ui/section.tsx";

const FIRST = 10;

interface PreviewFindingsProps {
  result: NonNullable<LintPreview["result"]>;
  total: number;
  service: string;
  version: string;
}

/** What would be found, new findings first, and what would not be found any more. */
export function PreviewFindings({ result, total, service, version }: PreviewFindingsProps) {
  const [open, setOpen] = useState(false);
  const { findings, gone } = result;
  return (
    <>
      {findings.length > 0 && (
        <div className={`${cardClass} mt-4`}>
          <ul className="divide-y divide-line">
            {(open ? findings : findings.slice(0, FIRST)).map((finding) => (
              <Row
                key={`${finding.fingerprint} ${finding.pointer}`}
                finding={finding}
                mark={finding.isNew ? "new" : null}
                of={{ service, version }}
              />
            ))}
          </ul>
          {findings.length > FIRST && (
            <div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2 sm:px-5">
              <Button size="sm" look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
                {open ? "Show fewer" : `Show ${plural(findings.length - FIRST, "more finding")}`}
              </Button>
              {open && total > findings.length && (
                <span className="text-sm text-muted">{total - findings.length} more are not listed.</span>
              )}
            </div>
          )}
        </div>
      )}
      {gone.length > 0 && (
        <details className={`${cardClass} mt-4`}>
          <summary className="cursor-pointer px-4 py-2.5 font-medium sm:px-5">Not found any more</summary>
          <ul className="divide-y divide-line border-t border-line">
            {gone.map((finding) => (
              <Row key={`${finding.fingerprint} ${finding.pointer}`} finding={finding} mark="gone" of={{ service, version }} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Row({ finding, mark, of }: { finding: Finding; mark: "new" | "gone" | null; of: { service: string; version: string } }) {
  return (
    <li className="px-4 py-2.5 text-sm sm:px-5">
      <p className="break-words">
        {mark !== null && (
          <span
            className={`mr-2 rounded px-1.5 py-0.5 text-xs font-semibold ${mark === "new" ? "bg-accent-soft text-accent-strong" : "bg-sunken text-muted"}`}
          >
            {mark}
          </span>
        )}
        <InlineCode>{finding.message}</InlineCode>
      </p>
      <p className="mt-0.5 flex flex-wrap gap-x-3 text-muted">
        <span>{finding.severity}</span>
        <code className="break-all">{finding.rule}</code>
        <Link
          to="/services/$service/versions/$version/source"
          params={of}
          search={{ line: finding.line, column: finding.column }}
          className="rounded text-accent underline"
        >
          line {finding.line}
        </Link>
      </p>
    </li>
  );
}
