import type { Exception } from "@surety/model/exceptions";
import type { Reason, Verdict } from "@surety/model/verdicts";
import { Link } from "@tanstack/react-router";
import { ChangeCard } from "../changes/change-card.tsx";
import { levelLooks } from "../changes/change-level.tsx";
import { Accept } from "../exceptions/accept.tsx";
import { shortVersion } from "../services/version-label.tsx";
import { InlineCode } from "../ui/inline-code.tsx";
import { Seal } from "../ui/seal.tsx";
import { cardClass } from "../ui/section.tsx";
import { checkNames } from "../versions/check-mark.tsx";
import { answerText } from "./answer.tsx";

/** One step of the decision with what it rests on. */
export function ReasonCard({ reason, verdict }: { reason: Reason; verdict: Verdict }) {
  return (
    <li className={cardClass}>
      <div className="flex gap-3.5 px-4 py-4 sm:px-5">
        <Seal answer={reason.effect} className={`mt-px size-6 ${answerText[reason.effect]}`} />
        <div className="min-w-0 flex-1">
          <h3 className="font-semibold break-words">
            <span className="sr-only">{reason.effect}: </span>
            {reasonName(reason)}
          </h3>
          <p className="break-words text-muted">
            <InlineCode>{reason.message}</InlineCode>
          </p>
          <Evidence reason={reason} verdict={verdict} />
          {"exceptions" in reason && <Acceptances exceptions={reason.exceptions} />}
        </div>
      </div>
      {"changes" in reason && (
        <div className="space-y-3 border-t border-line bg-sunken/50 p-3 sm:p-4">
          {reason.changes.map((change, index) => (
            <ChangeCard
              key={`${change.fingerprint} ${index}`}
              change={change}
              sides={{ service: verdict.service, base: reason.against.version, revision: verdict.version }}
              startOpen={index < 3 && change.level === "breaking" && reason.type !== "accepted-changes"}
              action={
                reason.type !== "accepted-changes" && (
                  <Accept
                    subject="change"
                    fingerprint={change.fingerprint}
                    what={change.coordinate}
                    service={verdict.service}
                    environment={verdict.environment}
                  />
                )
              }
            />
          ))}
        </div>
      )}
    </li>
  );
}

/** Who answers for it, why, and until when. */
function Acceptances({ exceptions }: { exceptions: readonly Exception[] }) {
  return (
    <ul className="mt-2 space-y-1 text-sm">
      {exceptions.map(({ id, fingerprint, author, reason, expires, environment }) => (
        <li key={id} className="break-words">
          <code>{fingerprint}</code> accepted by {author} until {expires}
          {environment === null ? ", in every environment" : ""}: <span className="text-muted">{reason}</span>
        </li>
      ))}
    </ul>
  );
}

function reasonName(reason: Reason): string {
  switch (reason.type) {
    case "no-contract":
      return "No contract";
    case "first-deployment":
      return "First deployment";
    case "compatible":
      return `Compatible with ${shortVersion(reason.against.version)}`;
    case "breaking-changes":
      return `Breaks clients of ${shortVersion(reason.against.version)}`;
    case "risky-changes":
      return `May break clients of ${shortVersion(reason.against.version)}`;
    case "accepted-changes":
      return `Accepted for clients of ${shortVersion(reason.against.version)}`;
    case "comparison-missing":
      return `Not yet compared with ${shortVersion(reason.against.version)}`;
    case "check-passed":
      return `${checkNames[reason.kind]} passed`;
    case "check-accepted":
      return `${checkNames[reason.kind]} failed, and all of it is accepted`;
    case "check-failed":
      return `${checkNames[reason.kind]} failed`;
    case "check-pending":
      return `${checkNames[reason.kind]} is not done`;
    case "check-errored":
      return `${checkNames[reason.kind]} could not be done`;
  }
}

function Evidence({ reason, verdict }: { reason: Reason; verdict: Verdict }) {
  const params = { service: verdict.service, version: verdict.version };
  const linkClass = "rounded text-accent underline";
  if ("against" in reason) {
    const counts = "counts" in reason ? reason.counts : null;
    const shown = "changes" in reason ? reason.changes.length : 0;
    const level = reason.type === "risky-changes" ? "risky" : "breaking";
    return (
      <p className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        {counts &&
          (["breaking", "risky", "safe"] as const).map((one) => (
            <span key={one} className={counts[one] > 0 ? `font-medium ${levelLooks[one].text}` : "text-muted"}>
              {counts[one]} {one}
            </span>
          ))}
        <Link
          to="/services/$service/versions/$version/changes"
          params={params}
          search={{ base: reason.against.version }}
          className={linkClass}
        >
          {counts && shown > 0 && counts[level] > shown ? `All changes (${shown} of ${counts[level]} shown here)` : "All changes"}
        </Link>
      </p>
    );
  }
  if ("kind" in reason) {
    return (
      <p className="mt-1.5 text-sm">
        {reason.kind === "lint" ? (
          <Link to="/services/$service/versions/$version/findings" params={params} className={linkClass}>
            Findings
          </Link>
        ) : (
          <Link to="/services/$service/versions/$version/changes" params={params} className={linkClass}>
            Changes
          </Link>
        )}
      </p>
    );
  }
  return null;
}
