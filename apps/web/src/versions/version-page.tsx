import type { VersionDetail } from "@surety/model/versions";
import { Link, Outlet } from "@tanstack/react-router";
import { GitBranch, Rocket } from "lucide-react";
import { useState } from "react";
import { RecordDeployment } from "../services/record-deployment.tsx";
import { shortVersion, VersionLabel } from "../services/version-label.tsx";
import { useScopes } from "../session/use-scopes.ts";
import { Button } from "../ui/button.tsx";
import { Moment } from "../ui/moment.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { plural } from "../ui/plural.ts";
import { Failure, Loading } from "../ui/states.tsx";
import { CheckMark } from "./check-mark.tsx";
import { useVersion } from "./use-version.ts";
import { VersionTabs } from "./version-tabs.tsx";

export const dialectNames: Record<VersionDetail["dialect"], string> = {
  "swagger-2.0": "Swagger 2.0",
  "openapi-3.0": "OpenAPI 3.0",
  "openapi-3.1": "OpenAPI 3.1",
  "openapi-3.2": "OpenAPI 3.2",
};

export function VersionPage() {
  const { service, name, query } = useVersion();
  const scopes = useScopes();
  const [recording, setRecording] = useState(false);
  const crumbs = [
    <Link key="services" to="/">
      Services
    </Link>,
    <Link key="service" to="/services/$service" params={{ service }}>
      {service}
    </Link>,
  ];
  const title = `${service} ${shortVersion(name)}`;
  if (query.isError && !query.data) {
    return (
      <>
        <PageHeader title={title} crumbs={crumbs} />
        <Failure error={query.error} retry={() => void query.refetch()} />
      </>
    );
  }
  const version = query.data;
  return (
    <>
      <PageHeader
        title={title}
        heading={
          <>
            {service} <VersionLabel name={name} className="max-w-full font-normal text-muted" />
          </>
        }
        crumbs={crumbs}
        meta={version && <VersionFacts version={version} />}
        actions={
          scopes.has("deployments:write") && (
            <Button onClick={() => setRecording(true)}>
              <Rocket aria-hidden className="size-4" /> Record a deployment
            </Button>
          )
        }
      />
      <VersionTabs service={service} version={name} findings={findingCount(version)} />
      {version ? <Outlet /> : <Loading what="the version" rows={3} height="h-24" />}
      <RecordDeployment service={service} version={name} open={recording} onOpenChange={setRecording} />
    </>
  );
}

function VersionFacts({ version }: { version: VersionDetail }) {
  return (
    <>
      <span>{dialectNames[version.dialect]}</span>
      <span>{plural(version.operationCount, "operation")}</span>
      {version.branch && (
        <span className="inline-flex max-w-full min-w-0 items-center gap-1">
          <GitBranch aria-hidden className="size-4 shrink-0" />
          <span className="truncate" title={version.branch}>
            <span className="sr-only">branch </span>
            {version.branch}
          </span>
        </span>
      )}
      <span>
        published <Moment at={version.createdAt} />
      </span>
      <span className="flex flex-wrap gap-x-4 text-ink">
        {version.checks.map((check) => (
          <CheckMark key={check.id} check={check} />
        ))}
      </span>
    </>
  );
}

function findingCount(version: VersionDetail | undefined): number | null {
  const counts = version?.checks.find((check) => check.kind === "lint")?.findings;
  return counts ? counts.error + counts.warning + counts.info + counts.hint : null;
}
