import { useQuery } from "@tanstack/react-query";
import type { Verdict } from "@surety/model/verdicts";
import { getRouteApi, Link } from "@tanstack/react-router";
import { trpc } from "../client/trpc.ts";
import { shortVersion, VersionLabel } from "../services/version-label.tsx";
import { CopyButton, Command } from "../ui/copy.tsx";
import { DownloadMenu } from "../ui/download-menu.tsx";
import { Moment } from "../ui/moment.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Seal } from "../ui/seal.tsx";
import { Section } from "../ui/section.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { answerTint, answerWords } from "./answer.tsx";
import { ReasonCard } from "./reason-card.tsx";
import { WhatNext } from "./what-next.tsx";

const route = getRouteApi("/shell/member/services/$service/versions/$version/verdicts/$environment");

/** May this version enter this environment: the answer, each reason with its evidence, and what to do. */
export function VerdictPage() {
  const { service, version, environment } = route.useParams();
  const verdict = useQuery(trpc.verdicts.get.queryOptions({ service, version, environment }));
  const title = `${service} ${shortVersion(version)} to ${environment}`;
  return (
    <>
      <PageHeader
        title={title}
        heading={
          <>
            Can {service} <VersionLabel name={version} className="max-w-full font-normal" /> go to {environment}?
          </>
        }
        actions={
          verdict.data && (
            <DownloadMenu
              href={`/v1/verdicts?${new URLSearchParams({ service, version, environment })}`}
              name={`${service}-${shortVersion(version)}-${environment}`}
            />
          )
        }
        crumbs={[
          <Link key="services" to="/">
            Services
          </Link>,
          <Link key="service" to="/services/$service" params={{ service }}>
            {service}
          </Link>,
          <Link key="version" to="/services/$service/versions/$version" params={{ service, version }} title={version}>
            {shortVersion(version)}
          </Link>,
        ]}
      />
      {verdict.data ? (
        <VerdictBody verdict={verdict.data} />
      ) : verdict.isError ? (
        <Failure error={verdict.error} retry={() => void verdict.refetch()} />
      ) : (
        <Loading what="the verdict" rows={3} height="h-28" />
      )}
    </>
  );
}

const effects = ["no", "unknown", "yes"];

function VerdictBody({ verdict }: { verdict: Verdict }) {
  const reasons = verdict.reasons.toSorted((a, b) => effects.indexOf(a.effect) - effects.indexOf(b.effect));
  const checking = verdict.answer === "unknown" && !verdict.settled;
  return (
    <>
      <div
        role="status"
        className={`grid items-center gap-x-6 gap-y-4 rounded-xl border p-5 sm:grid-cols-[auto_minmax(0,1fr)] sm:p-7 ${answerTint[verdict.answer]}`}
      >
        <Seal answer={verdict.answer} className={`size-20 stroke-[1.4] ${checking ? "animate-breathe" : ""}`} />
        <div className="min-w-0">
          <p className="text-[2.5rem] leading-none font-bold tracking-tight">{checking ? "Checking…" : answerWords[verdict.answer]}</p>
          <p className="mt-2 max-w-[60ch] text-lg break-words text-ink">{verdict.summary}</p>
          {!verdict.settled && <p className="mt-1 text-sm text-muted">Checks are still running. This page follows them by itself.</p>}
        </div>
      </div>
      <WhatNext verdict={verdict} />
      <Section title={reasons.length === 1 ? "The reason" : "The reasons"}>
        <ol className="space-y-4">
          {reasons.map((reason, index) => (
            <ReasonCard key={`${reason.type} ${index}`} reason={reason} verdict={verdict} />
          ))}
        </ol>
      </Section>
      <Section title="Ask again">
        <Command>{`npx surety can-deploy ${verdict.service}@${verdict.version} --to ${verdict.environment}`}</Command>
        <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
          <span>
            decided <Moment at={verdict.decidedAt} />
          </span>
          <span>policy version {verdict.policyVersion}</span>
          <span
            className="inline-flex min-w-0 items-center gap-1"
            title="Digest of everything that was decided on: equal inputs, equal verdict"
          >
            inputs <code className="truncate text-ink">{verdict.inputsDigest.slice(0, 12)}</code>
            <CopyButton text={verdict.inputsDigest} what="the digest of the inputs" />
          </span>
        </p>
      </Section>
    </>
  );
}
