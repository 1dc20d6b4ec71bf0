import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Rocket } from "lucide-react";
import { useState } from "react";
import { ServiceRuleset } from "../rulesets/service-ruleset.tsx";
import { trpc } from "../client/trpc.ts";
import { useScopes } from "../session/use-scopes.ts";
import { Button } from "../ui/button.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { plural } from "../ui/plural.ts";
import { Section } from "../ui/section.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { aboutService } from "./about-service.ts";
import { DeleteService } from "./delete-service.tsx";
import { Lanes } from "./lanes.tsx";
import { PublishGuide } from "./publish-guide.tsx";
import { RecordDeployment } from "./record-deployment.tsx";
import { VersionList } from "./version-list.tsx";

const route = getRouteApi("/shell/member/services/$service");

export function ServicePage() {
  const { service: name } = route.useParams();
  const service = useQuery(trpc.services.get.queryOptions({ service: name }));
  const scopes = useScopes();
  const [recording, setRecording] = useState(false);
  const data = service.data;
  const crumbs = [
    <Link key="services" to="/">
      Services
    </Link>,
  ];
  if (service.isError && !data) {
    return (
      <>
        <PageHeader title={name} crumbs={crumbs} />
        <Failure error={service.error} retry={() => void service.refetch()} />
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={name}
        crumbs={crumbs}
        meta={
          data && (
            <>
              {aboutService(data) && <p className="max-w-prose break-words">{aboutService(data)}</p>}
              <span>{plural(data.versionCount, "version")}</span>
            </>
          )
        }
        actions={
          scopes.has("deployments:write") &&
          data?.latest && (
            <Button onClick={() => setRecording(true)}>
              <Rocket aria-hidden className="size-4" /> Record a deployment
            </Button>
          )
        }
      />
      {data?.description && data.description !== aboutService(data) && (
        <p className="-mt-3 mb-6 max-w-prose break-words text-muted">{data.description}</p>
      )}
      {!data ? (
        <Loading what="the service" rows={3} height="h-20" />
      ) : (
        <>
          {data.latest && (
            <Section title="Deployments">
              <Lanes service={data} latest={data.latest} />
            </Section>
          )}
          <VersionList service={name} />
          <ServiceRuleset service={data} />
          <PublishGuide service={name} />
          {scopes.has("admin") && <DeleteService service={name} />}
          {data.latest && <RecordDeployment service={name} open={recording} onOpenChange={setRecording} />}
        </>
      )}
    </>
  );
}
